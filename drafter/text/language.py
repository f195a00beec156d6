class LanguageDetector:
    def detect(self, text: str) -> str | None:
        return None
