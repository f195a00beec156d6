"""Which language a text is written in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.content import find_content
from drafter.errors import InvalidContent
from drafter.prompt.library import Library
from drafter.text.language import Guess, LanguageDetector, Markers, read_neighbours

HERE = Path(__file__).parent
MARKERS = read_neighbours(HERE / "markers.toml")
NEIGHBOURS = read_neighbours(find_content().guardrails / "any" / "languages.toml")
LABELLED = [json.loads(line) for line in (HERE / "languages.jsonl").read_text(encoding="utf-8").splitlines()]
# Sentences of languages.jsonl that get no answer today. Lower a number when it goes down; a wrong answer is never accepted.
UNANSWERED = {"id": 3, "ms": 4}
NO_STATISTICS = "no statistics were to be asked for this text"

EMAIL = {
    "en": "Hi, I still haven't received my refund and nobody answers my e-mails. " * 11,
    "de": "Das ist jetzt schon das dritte Mal, dass ich Ihnen schreibe, es heißt immer später. " * 9,
    "id": "Ini sudah ketiga kalinya saya menghubungi kalian soal ini. " * 15,
    "ms": "Perkhidmatan macam ni memang tak boleh diterima. " * 19,
    "kk": "Сәлеметсіз бе, ақшам әлі қайтарылған жоқ, ешкім жауап бермейді деп айту керек еді. " * 10,
}


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector(MARKERS, NEIGHBOURS)


@pytest.fixture
def without_statistics(monkeypatch: pytest.MonkeyPatch) -> LanguageDetector:
    """A detector that raises when its markers do not suffice."""

    def refuse(self: LanguageDetector, codes: frozenset[str]) -> None:
        raise AssertionError(NO_STATISTICS)

    monkeypatch.setattr(LanguageDetector, "_load", refuse)
    return LanguageDetector(MARKERS, NEIGHBOURS)


class TestLabelledSentences:
    @pytest.mark.parametrize("language", sorted({row["language"] or "none" for row in LABELLED}))
    def test_no_sentence_gets_a_wrong_language(self, detector: LanguageDetector, language: str) -> None:
        """A labelled sentence gets its own language; only as many as are known to go unanswered do so."""
        own = [row["text"] for row in LABELLED if (row["language"] or "none") == language]
        answers = Counter(detector.detect(text) or "none" for text in own)

        assert set() == set(answers) - {language, "none"}
        assert (len(own) if language == "none" else UNANSWERED.get(language, 0)) == answers["none"]

    @pytest.mark.parametrize("language", [language.code for language in Library(find_content().prompts).languages()])
    def test_shipped_folders_know_their_language(self, language: str) -> None:
        """The markers of each shipped language folder recognise at least nine in ten sentences, and mistake none."""
        folders = Library(find_content().prompts).languages()
        shipped = LanguageDetector({folder.code: Markers(folder.about.markers.letters, folder.marker_words) for folder in folders}, NEIGHBOURS)
        answers = Counter(shipped.detect(row["text"]) for row in LABELLED if row["language"] == language)

        assert set() == set(answers) - {language, None}
        assert answers[language] >= 0.9 * answers.total()


class TestMarkers:
    @pytest.mark.parametrize("language", EMAIL)
    def test_an_email_needs_no_statistics(self, without_statistics: LanguageDetector, language: str) -> None:
        """Letters and words settle an e-mail in each language that we draft in."""
        assert language == without_statistics.detect(EMAIL[language])

    @pytest.mark.parametrize(
        ("expected", "text"),
        [
            pytest.param("kk", "Товар дұрыс емес, возврат жасаңыздаршы пожалуйста", id="Kazakh with Russian words"),
            pytest.param("kk", "Саламатсыз ба, маган акшамды кайтарып бериниздерши", id="Kazakh without its letters"),
            pytest.param("ru", "Заказ оформлен на имя Қайрат Әбілов, но он ничего не получил.", id="Russian with a Kazakh name"),
            pytest.param("ru", "Мой адрес: Алматы қаласы, улица Абая 10, когда будет доставка?", id="Russian with a Kazakh address"),
            pytest.param("uk", "Добрий день, гроші досі не повернули.", id="Ukrainian, which shares a letter with Kazakh"),
            pytest.param("ky", "Рахмат, тез жооп бердиңиздер, баары иштеп жатат!", id="Kyrgyz, which shares three"),
            pytest.param("id", "Saya tidak bisa login karena uang belum masuk", id="Indonesian"),
            pytest.param("ms", "Saya tak boleh log masuk kerana wang belum masuk", id="Malay"),
            pytest.param("nl", "Ik heb mijn geld nog steeds niet terug", id="Dutch beside German"),
            pytest.param("de", "koennt ihr mal schauen was mit meiner buchung los ist", id="German without umlauts"),
            pytest.param("en", "I can’t log in", id="a curly apostrophe"),
            pytest.param("de", "Vielen Dank!", id="two words"),
            pytest.param("en", "where is my order https://shop.example/de/die/der/das/und/nicht jo@ist.example", id="addresses are no words"),
        ],
    )
    def test_near_languages(self, without_statistics: LanguageDetector, expected: str, text: str) -> None:
        """Neighbours are told apart by letters and words alone."""
        assert expected == without_statistics.detect(text)

    def test_a_shared_mark_counts_less(self) -> None:
        """What two languages share decides between neither; one word of its own decides."""
        pair = LanguageDetector({"aa": Markers("ö", frozenset({"both", "alpha"})), "bb": Markers("ö", frozenset({"both", "beta"}))}, neighbours={})

        assert None is pair.detect("both ö both ö both")
        assert "bb" == pair.detect("both ö beta both")
        assert Guess("bb", 0.5, "aa", 1.0) == pair.guess("both beta both")

    def test_our_own_markers_count_before_a_neighbours(self) -> None:
        """A language folder replaces the list of neighbours for the same language."""
        assert "ru" in NEIGHBOURS

        assert "ru" == LanguageDetector({"ru": Markers("", frozenset({"zabra", "kadabra"}))}, NEIGHBOURS).detect("zabra kadabra")

    @pytest.mark.parametrize("language", EMAIL)
    def test_marker_pass_is_fast(self, without_statistics: LanguageDetector, language: str) -> None:
        """An e-mail of 130 words takes 20 to 30 microseconds; ten times that is allowed for a busy machine."""
        assert min(repeat(lambda: without_statistics.guess(EMAIL[language]), number=20, repeat=20)) / 20 < 300e-6

    def test_a_megabyte_takes_no_longer(self, without_statistics: LanguageDetector) -> None:
        """Only the beginning of a long text is read."""
        assert "en" == without_statistics.detect(EMAIL["en"] * 1_500)


class TestStatistics:
    def test_loaded_only_when_needed(self) -> None:
        """Neither the import nor a text with clear markers loads lingua; a text without any does."""
        script = (
            "import sys; from drafter.text.language import LanguageDetector, Markers; german = Markers('', frozenset(['wo', 'bleibt', 'meine']));"
            "d = LanguageDetector({'de': german, 'en': Markers('', frozenset()), 'fr': Markers('', frozenset())});"
            "d.detect('Wo bleibt meine Bestellung?'); d.detect('48211'); assert 'lingua' not in sys.modules;"
            "print(d.detect('Lorem ipsum dolor sit amet consectetur') or '-', 'lingua' in sys.modules)"
        )
        found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

        assert "True" == found.stdout.split()[1]

    def test_level_languages_are_weighed_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """When markers leave two languages level, the statistics of these two alone are loaded."""
        asked: list[frozenset[str]] = []

        def note(self: LanguageDetector, codes: frozenset[str]) -> None:
            asked.append(codes)

        monkeypatch.setattr(LanguageDetector, "_load", note)

        LanguageDetector(MARKERS, NEIGHBOURS).detect("Penerbangan saya dibatalkan dan saya harus bayar hotel sendiri.")

        assert frozenset({"id", "ms"}) == asked[0]

    def test_threads_load_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Many threads that ask at once get the same answer from statistics that were built once."""
        from lingua import LanguageDetectorBuilder

        built = Counter[str]()
        build: Callable[..., object] = LanguageDetectorBuilder.from_iso_codes_639_1
        monkeypatch.setattr(LanguageDetectorBuilder, "from_iso_codes_639_1", lambda *codes: built.update(["built"]) or build(*codes), raising=False)
        detector, answers = LanguageDetector(MARKERS, NEIGHBOURS), Counter[str | None]()
        threads = [threading.Thread(target=lambda: answers.update([detector.detect("我的订单还没有到，请帮我查一下。")])) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert {"zh": 8} == answers
        assert 1 == built["built"]

    def test_a_language_without_statistics(self) -> None:
        """Languages that lingua does not know are told apart by markers, and level ones get no answer."""
        made_up = LanguageDetector({"xx": Markers("", frozenset({"zabra"})), "yy": Markers("", frozenset({"kadabra"}))}, neighbours={})

        assert "xx" == made_up.detect("zabra")
        assert None is made_up.detect("zabra kadabra zabra kadabra")


class TestAnyText:
    @given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
    def test_any_text_gets_a_guess(self, text: str) -> None:
        """No text makes the detector raise; a margin lies between 0 and 1, and an unsure guess is no answer."""
        guess = _SHARED.guess(text)

        assert 0 <= guess.margin <= 1
        assert _SHARED.detect(text) == (guess.language if guess.margin >= 0.2 else None)

    @pytest.mark.parametrize("text", ["", " ", "12 345,00 €", "A-1042", "https://a.example/der/die/das", "👍 ok", "…", "“”"])
    def test_nothing_to_go_by(self, detector: LanguageDetector, text: str) -> None:
        """Numbers, codes, addresses and signs have no language."""
        assert None is detector.detect(text)


def test_a_mistake_in_the_list_is_named(tmp_path: Path) -> None:
    """An unknown key of the neighbours' file is refused with its line."""
    path = tmp_path / "languages.toml"
    path.write_text("[ru]\nletters = ''\nword = 'и'\n", encoding="utf-8")

    with pytest.raises(InvalidContent, match=r"languages\.toml:3"):
        read_neighbours(path)


_SHARED = LanguageDetector(MARKERS, NEIGHBOURS)
