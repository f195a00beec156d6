"""What the phrases of a language need, kept between starts: reading it takes a hundredth of the time that working it out takes.

A book holds for one state of the engine and of the language's lists; a new or changed phrase is worked out and written in, the others stay. A book
that is not there, cannot be read or is not whole costs time, never a mistake.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

Needs = tuple[tuple[str, ...], ...]  # groups of runs of words; see `Pattern.needs`

_ENGINE = Path(__file__).parent
_DIGEST = hashlib.sha256().digest_size
_SUFFIX = ".phrases"
_STATE = 16  # hexadecimal digits
_KEPT = 4  # books of a language: whoever goes back and forth between two states of the lists finds both


class _Pages(msgspec.Struct):
    """Most groups stand in many phrases, so each is written once."""

    groups: list[tuple[str, ...]]
    phrases: dict[str, list[int]]


class PhraseBook:
    """Phrase → needs. Without a path it is kept in memory alone."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._written = _read(path) if path else {}
        self._needs: dict[str, Needs] = {}

    def find(self, phrase: str) -> Needs | None:
        """The needs of a phrase; None when they are not known yet."""
        needs = self._needs.get(phrase)
        if needs is None and (needs := self._written.get(phrase)):
            self._needs[phrase] = needs
        return needs

    def put(self, phrase: str, needs: Needs) -> None:
        self._needs[phrase] = needs

    def keep(self) -> None:
        """Write down what was asked for since the book was opened, if that is anything new."""
        if self._path and self._needs.keys() != self._written.keys():
            with contextlib.suppress(OSError):
                _write(self._path, self._needs)
            self._written = self._needs


def book_for(folder: Path | None, language: str, lists: Iterable[Path]) -> PhraseBook:
    """The book in `folder` of a language whose lists are these files."""
    if folder is None:
        return PhraseBook()
    state = hashlib.sha256()
    for path in sorted([*_ENGINE.glob("*.py"), *(_ENGINE.parent / "text").glob("*.py"), *lists]):
        state.update(path.name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    return PhraseBook(folder / f"{language}-{state.hexdigest()[:_STATE]}{_SUFFIX}")


def _read(path: Path) -> dict[str, Needs]:
    try:
        content = path.read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return {}  # cut off or changed: rules would be passed over in silence
        pages = msgspec.msgpack.decode(content[_DIGEST:], type=_Pages)
        return {phrase: tuple(pages.groups[number] for number in numbers) for phrase, numbers in pages.phrases.items()}
    except (OSError, msgspec.MsgspecError, IndexError):
        return {}


def _write(path: Path, needs: dict[str, Needs]) -> None:
    groups: dict[tuple[str, ...], int] = {}
    phrases = {phrase: [groups.setdefault(group, len(groups)) for group in every] for phrase, every in needs.items()}
    content = msgspec.msgpack.encode(_Pages(list(groups), phrases))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as temporary:
        temporary.write(hashlib.sha256(content).digest() + content)
    os.replace(temporary.name, path)  # another process may do the same at the same time; each puts a whole file
    books = path.parent.glob(f"{path.name.rpartition('-')[0]}-{'?' * _STATE}{_SUFFIX}")
    for old in sorted(books, key=lambda book: book.stat().st_mtime, reverse=True)[_KEPT:]:
        old.unlink(missing_ok=True)
