"""Ways of finding phrases: each is given a list and returns a function from a text to the spans that it finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import ahocorasick  # type: ignore[import-not-found]
import re2  # type: ignore[import-untyped]

from drafter.content import find_content
from drafter.verdict.pack import Pack, build_pack
from drafter.verdict.scan import scan

Spans = list[tuple[int, int]]
Find = Callable[[str], Spans]

_A_FILE = 40  # phrases


@dataclass(frozen=True)
class Engine:
    """`build` takes language and phrases. `slow` engines are timed on fewer texts."""

    name: str
    build: Callable[[str, list[str]], Find]
    slow: bool = False


def drafter_phrases(language: str, phrases: list[str]) -> Find:
    """Our phrase pass, folding and context included, on rules made of these phrases and the language's shipped context."""
    with pack_of(language, phrases) as pack:

        def find(text: str) -> Spans:
            return [(hit.start, hit.end) for hit in scan(pack.read(text), pack) if not hit.because]

        return find


@contextmanager
def pack_of(language: str, phrases: list[str]) -> Iterator[Pack]:
    """A pack of nothing but these phrases. Its folder is gone afterwards; the pack has read all it needs."""
    shipped = find_content().guardrails
    with TemporaryDirectory() as folder:
        guardrails = Path(folder)
        family = guardrails / language / "guarantee"
        family.mkdir(parents=True)
        (guardrails / "any").mkdir()
        shutil.copy(shipped / "families.toml", guardrails)
        for name in ("context.toml", "fold.toml", "lists.toml"):
            if (shipped / language / name).exists():
                shutil.copy(shipped / language / name, guardrails / language)
        for start in range(0, len(phrases), _A_FILE):
            (family / f"phrases-{start:05}.toml").write_text(_rule(phrases[start : start + _A_FILE]), encoding="utf-8")
        yield build_pack(guardrails, language)


def _rule(phrases: list[str]) -> str:
    blocks = {"phrases": "\n".join(phrases), "rejects": phrases[0], "passes": "…", "title": "Listed", "why": "Listed.", "say_instead": "…"}
    keys = "".join(f"{key} = '''\n{block}\n'''\n" for key, block in blocks.items())
    return keys + "severity = 'reject'\nprinciple = 'realism'\n"


def re_alternation(language: str, phrases: list[str]) -> Find:
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    return lambda text: [match.span() for match in pattern.finditer(text)]


def re_one_by_one(language: str, phrases: list[str]) -> Find:
    patterns = [re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE) for phrase in phrases]
    return lambda text: [match.span() for pattern in patterns for match in pattern.finditer(text)]


def re2_alternation(language: str, phrases: list[str]) -> Find:
    """Word edges are spelled out: `\\b` of RE2 knows ASCII letters alone."""
    longest_first = sorted(phrases, key=len, reverse=True)
    options = re2.Options()
    options.max_mem = 1 << 30
    options.log_errors = False
    pattern = re2.compile(rf"(?i)(?:^|[^\pL\pN_])({'|'.join(map(re2.escape, longest_first))})(?:[^\pL\pN_]|$)", options)
    return lambda text: [match.span(1) for match in pattern.finditer(text)]


def pyahocorasick(language: str, phrases: list[str]) -> Find:
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase.lower(), len(phrase))
    automaton.make_automaton()

    def find(text: str) -> Spans:
        lower = text.lower()
        spans = ((last + 1 - length, last + 1) for last, length in automaton.iter(lower))
        return [(start, end) for start, end in spans if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum())]

    return find


OURS = Engine("Drafter's phrase pass", drafter_phrases)
PEERS = (
    Engine("pyahocorasick", pyahocorasick),
    Engine("google-re2, one alternation", re2_alternation),
    Engine("re, one alternation", re_alternation, slow=True),
    Engine("re, phrase by phrase", re_one_by_one, slow=True),
)
