def clean_message(text: str) -> str:
    return text
