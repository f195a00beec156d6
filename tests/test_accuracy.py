"""Rules, extractor and brief check get no worse: every labelled set is held to its figures in tests/accuracy/floors.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.house import open_house
from tests.accuracy.floors import Floor, read_floors, write_floors
from tests.accuracy.scores import Score, Wrong
from tests.accuracy.sets import sets

MUCH = 8.0  # points; so much better, and the floors no longer hold anything
SETS = {each.name: each for each in sets()}

HOUSE = open_house()


@cache
def total(name: str) -> Score:
    return SETS[name].measure(HOUSE)["total"]


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_worse_than_it_was(name: str) -> None:
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


@pytest.mark.parametrize("name", [name for name, each in SETS.items() if not each.is_aside])
def test_a_set_holds_as_much_as_the_figures_pretend(name: str) -> None:
    """At least 100 sentences a language, half of them forbidden; 60 values and some tempting numbers; 40 drafts, two in five of them sound."""
    score = total(name)
    forbidden, harmless = {"sentences": (50, 50), "values": (60, 5), "drafts": (16, 16)}[SETS[name].what]
    assert score.forbidden >= forbidden
    assert score.harmless >= harmless
    assert score.forbidden + score.harmless >= (40 if SETS[name].what == "drafts" else 65)


def test_worse_is_told_in_figures_and_better_is_no_complaint() -> None:
    wrong = Wrong("x", "guarantee")
    score = Score(forbidden=10, harmless=10, missed=[wrong], false_alarms=[wrong])
    assert [] == Floor(90, 10).complaints(score)
    assert 2 == len(Floor(91, 9).complaints(score))
    assert "90.0 % of the forbidden are stopped; it was 91.0 % at least." == Floor(91, 10).complaints(score)[0]
    assert 40 == Floor(50, 10).gain(score)


def test_floors_are_written_and_read_on_the_lenient_side(tmp_path: Path) -> None:
    wrong = Wrong("x", "guarantee")
    score = Score(forbidden=3, harmless=3, missed=[wrong], false_alarms=[wrong])
    path = tmp_path / "floors.toml"
    write_floors({"en": score, "en.aside": Score()}, path)
    assert {"en": Floor(66.6, 33.4), "en.aside": Floor(100, 0)} == read_floors(path)
    assert [] == read_floors(path)["en"].complaints(score)


def test_a_typo_in_the_floors_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[en]\nrecal = 90\nfalse_alarms = 1\n", encoding="utf-8")
    with pytest.raises(InvalidContent, match=r"floors\.toml:2: Unknown key 'recal'\. Did you mean 'recall'"):
        read_floors(path)
