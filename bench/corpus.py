"""The texts that everything is measured on: seeded, so the same on every machine.

500 drafts of 120 to 160 words a language, and lists of 400 and more phrases. A draft is
clean (45 of 100), a decoy (a listed phrase inside a longer word, 10), negated (a listed phrase that is taken back, 10) or dirty (one to three listed
phrases that stand, 35). Made from `bench/sentences/<language>.toml`; a language is added by adding a file.
"""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path
from typing import Literal

import msgspec

from drafter.strict import read_toml

Kind = Literal["clean", "decoy", "negated", "dirty"]
KINDS: tuple[Kind, ...] = ("clean", "decoy", "negated", "dirty")

_SENTENCES = Path(__file__).parent / "sentences"
_SEED = 20_260_301
_DRAFTS = 500
_WORDS = (120, 160)


class Sentences(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Each block holds one entry a line."""

    verbs: str
    objects: str
    tails: str
    clean: str
    planted: str
    negated: str
    decoys: str
    verb_last: bool = False


class Text(msgspec.Struct, frozen=True):
    """One draft. `spans` are the listed phrases that should be found; none unless it is dirty."""

    text: str
    kind: Kind
    spans: list[tuple[int, int]]


class Corpus(msgspec.Struct, frozen=True):
    """`phrases` is the list of 400; `more(n)` is the same list and others behind it."""

    language: str
    texts: list[Text]
    phrases: list[str]
    longer: list[str]

    def more(self, count: int) -> list[str]:
        found = (self.phrases + self.longer)[:count]
        if len(found) < count:
            raise ValueError(f"bench/sentences/{self.language}.toml gives {len(found)} phrases; {count} were asked for. Add verbs, objects or tails.")
        return found


def languages() -> list[str]:
    """The languages that have sentences."""
    return sorted(path.stem for path in _SENTENCES.glob("*.toml"))


def make_corpus(language: str) -> Corpus:
    """The corpus of a language. ValueError when its sentences contradict themselves."""
    sentences = read_toml(_SENTENCES / f"{language}.toml", Sentences)
    pairs = list(product(_lines(sentences.verbs), _lines(sentences.objects)))
    phrases = [" ".join((what, verb) if sentences.verb_last else (verb, what)) for verb, what in pairs]
    longer = [f"{tail} {phrase}" if sentences.verb_last else f"{phrase} {tail}" for tail, phrase in product(_lines(sentences.tails), phrases)]
    listed = re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)
    if wrong := [line for line in _lines(sentences.clean) if listed.search(line)]:
        raise ValueError(f"bench/sentences/{language}.toml: a clean sentence holds a listed phrase: {wrong[0]}")
    chance = random.Random(f"{_SEED}/{language}")  # noqa: S311 the same texts every time are the point
    texts = [_text(chance, kind, sentences, phrases) for kind in chance.choices(KINDS, weights=(45, 10, 10, 35), k=_DRAFTS)]
    return Corpus(language, texts, phrases, longer)


def _text(chance: random.Random, kind: Kind, sentences: Sentences, phrases: list[str]) -> Text:
    while True:
        text = _composed(chance, kind, sentences, phrases)
        if _WORDS[0] <= len(text.text.split()) <= _WORDS[1]:
            return text


def _composed(chance: random.Random, kind: Kind, sentences: Sentences, phrases: list[str]) -> Text:
    special = {"clean": "", "decoy": sentences.decoys, "negated": sentences.negated, "dirty": sentences.planted}[kind]
    count = {"clean": 0, "decoy": 1, "negated": 1, "dirty": chance.randint(1, 3)}[kind]
    extra = [(chance.choice(_lines(special)), _cased(chance, chance.choice(phrases))) for _ in range(count)]
    wanted = chance.randint(_WORDS[0], _WORDS[1] - 10) - sum(len(f"{frame} {phrase}".split()) for frame, phrase in extra)
    chosen: list[tuple[str, str]] = []
    for line in chance.sample(_lines(sentences.clean), k=len(_lines(sentences.clean))):
        if sum(len(taken.split()) for taken, _ in chosen) >= wanted:
            break
        chosen.append((line, ""))
    for pair in extra:
        chosen.insert(chance.randint(1, len(chosen)), pair)
    text, spans = "", []
    for frame, phrase in chosen:
        text += ("\n\n" if chance.random() < 0.15 else " ") if text else ""
        if phrase and kind == "dirty":
            start = len(text) + frame.index("{p}")
            spans.append((start, start + len(phrase)))
        text += frame.replace("{p}", phrase)
    return Text(text, kind, sorted(spans))


def _cased(chance: random.Random, phrase: str) -> str:
    """Mostly as listed; sometimes as people shout or begin."""
    return chance.choice([phrase, phrase, phrase, phrase.capitalize(), phrase.upper()])


def _lines(block: str) -> list[str]:
    return block.strip().splitlines()
