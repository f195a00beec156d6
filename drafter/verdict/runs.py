"""Runs of words that a text must show before a phrase is worth a try.

A run stands in `Reading.spaced`, where the words of a text stand between single spaces: `" my word "`, `" guarant"` for a word that goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 30  # runs that neighbours are multiplied out to


@dataclass(frozen=True, slots=True)
class Runs:
    """A part of a phrase shows one of `texts`, each word with the space behind it. `starts` and `ends`: the part begins and ends with them, so its
    neighbours can be joined on. No texts: nothing can be said about the part."""

    texts: tuple[str, ...]
    starts: bool = False
    ends: bool = False

    @property
    def shortest(self) -> int:
        return min([len(text.strip()) for text in self.texts], default=0)


ANYTHING = Runs(())
NOTHING = Runs(("",), True, True)  # the part takes no room in a text


def joined(parts: Iterable[Runs]) -> list[Runs]:
    """Neighbours as longer runs, which are rarer ones, as long as that makes few."""
    found: list[Runs] = []
    for part in parts:
        last = found[-1] if found else ANYTHING
        if last.ends and part.starts and len(last.texts) * len(part.texts) <= MOST:
            texts = dict.fromkeys([before + after for before in last.texts for after in part.texts])
            found[-1] = Runs(tuple(texts), last.starts, part.ends)
        else:
            found.append(part)
    return found or [NOTHING]


def either(choices: Iterable[Iterable[Runs]]) -> Runs:
    """What a text shows of one of several parts: the rarest that each has."""
    picked: list[Runs] = []
    for choice in choices:
        parts = joined(choice)
        rarest = max(parts, key=rarity) if len(parts) > 1 else parts[0]
        if not rarest.texts:
            return ANYTHING
        starts = rarest.starts and rarest is parts[0]
        picked.append(Runs(rarest.texts if starts else _spelled_out(rarest), starts, rarest.ends and rarest is parts[-1]))
    starts, ends = all(runs.starts for runs in picked), all(runs.ends for runs in picked)
    texts = dict.fromkeys(text for runs in picked for text in (runs.texts if starts else _spelled_out(runs)))
    return Runs(tuple(texts), starts, ends)


def groups_of(parts: Iterable[Runs]) -> list[tuple[str, ...]]:
    """Every match shows at least one run of each group; the rarest group first. Empty when nothing can be said."""
    able = sorted((runs for runs in joined(parts) if runs.shortest), key=rarity, reverse=True)
    return [_spelled_out(runs) for runs in able]


def rarity(runs: Runs) -> tuple[int, int]:
    """Long runs are rare runs; of equals, the fewer."""
    return runs.shortest, -len(runs.texts)


def _spelled_out(runs: Runs) -> tuple[str, ...]:
    """With the space before the first word, where they begin with one."""
    return tuple(f" {text}" for text in runs.texts) if runs.starts else runs.texts
