"""The rules get no worse: recall and false alarms of every labelled set against what is written in tests/accuracy/floors.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.house import open_house
from tests.accuracy.floors import Floor, read_floors, write_floors
from tests.accuracy.measure import Labelled, Score, measure, sets

MUCH = 8.0  # points; so much better, and the floors no longer hold anything
SETS = {path.name.removesuffix(".jsonl"): path for path in sets()}


@cache
def total(name: str) -> Score:
    return measure(open_house(), SETS[name])["total"]


@pytest.mark.parametrize("name", SETS)
def test_the_rules_are_no_worse_than_they_were(name: str) -> None:
    floor = read_floors()[name]
    assert [] == floor.complaints(total(name)), "`python -m tests.accuracy --misses` shows which sentences."


@pytest.mark.parametrize("name", SETS)
def test_floors_follow_what_is_reached(name: str) -> None:
    gain = read_floors()[name].gain(total(name))
    if gain >= 1:
        print(f"{name}: better than its floor by {gain:.1f} points; `python -m tests.accuracy --floors` writes it down.")
    assert gain <= MUCH, f"{name} is better than its floor by {gain:.1f} points. Run `python -m tests.accuracy --floors`, so that it stays so."


def test_every_set_has_a_floor_and_every_floor_a_set() -> None:
    assert set(SETS) == set(read_floors())


@pytest.mark.parametrize("name", [name for name in SETS if "aside" not in name])
def test_a_set_holds_as_much_as_the_figures_pretend(name: str) -> None:
    """At least 100 sentences a language, half of them forbidden, most of the harmless ones near misses."""
    score = total(name)
    assert score.forbidden >= 50
    assert score.harmless >= 50
    assert score.forbidden + score.harmless >= 100


def test_worse_is_told_in_figures_and_better_is_no_complaint() -> None:
    sentence = Labelled(text="x", expect="reject", family="guarantee")
    score = Score(forbidden=10, harmless=10, missed=[sentence], false_alarms=[(sentence, "why")])
    assert [] == Floor(90, 10).complaints(score)
    assert 2 == len(Floor(91, 9).complaints(score))
    assert "90.0 % of the forbidden sentences are stopped; it was 91.0 % at least." == Floor(91, 10).complaints(score)[0]
    assert 40 == Floor(50, 10).gain(score)


def test_floors_are_written_and_read_on_the_lenient_side(tmp_path: Path) -> None:
    sentence = Labelled(text="x", expect="reject", family="guarantee")
    score = Score(forbidden=3, harmless=3, missed=[sentence], false_alarms=[(sentence, "why")])
    path = tmp_path / "floors.toml"
    write_floors({"en": score, "en.aside": Score()}, path)
    assert {"en": Floor(66.6, 33.4), "en.aside": Floor(100, 0)} == read_floors(path)
    assert [] == read_floors(path)["en"].complaints(score)


def test_a_typo_in_the_floors_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[en]\nrecal = 90\nfalse_alarms = 1\n", encoding="utf-8")
    with pytest.raises(InvalidContent, match=r"floors\.toml:2: Unknown key 'recal'\. Did you mean 'recall'"):
        read_floors(path)
