"""Print recall and false alarms of every labelled set: `python -m tests.accuracy [language …]`. `--misses` prints what went wrong, of the
development sets only; `--only sentences|values|drafts` measures one kind; `--floors` writes what was measured into floors.toml, which a test
holds the product to."""

from __future__ import annotations

import argparse

from drafter.house import open_house
from tests.accuracy.floors import FLOORS, read_floors, write_floors
from tests.accuracy.scores import Score
from tests.accuracy.sets import LabelledSet, sets


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("languages", nargs="*", help="measure these languages; all, when none is named")
    parser.add_argument("--only", choices=("sentences", "values", "drafts"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--floors", action="store_true")
    options = parser.parse_args()
    house = open_house()
    totals: dict[str, Score] = {}
    for each in sets():
        if (options.languages and each.language not in options.languages) or options.only not in (None, each.what):
            continue
        scores = each.measure(house)
        totals[each.name] = scores["total"]
        families = [*house.rules.pack(each.language).families.families, "none", "total"]
        _print(each, {family: scores[family] for family in families if family in scores}, misses=options.misses and not each.is_aside)
    if options.floors:
        write_floors(totals, kept=read_floors() if FLOORS.exists() else {})
        print(f"\nfloors written to {FLOORS.name}")


def _print(each: LabelledSet, scores: dict[str, Score], *, misses: bool) -> None:
    heads = ("value", "read right", "none", "read as one") if each.what == "values" else ("forbidden", "stopped", "harmless", "stopped")
    print(f"\n{each.name}: {each.title}")
    print(f"{'family' if len(scores) > 1 else '':<14}" + "".join(f"{head:>12}" for head in heads))
    for family, score in scores.items():
        stopped = f"{score.recall:.1f} %" if score.forbidden else ""
        alarms = f"{score.false_alarm_rate:.1f} %" if score.harmless else ""
        print(f"{family:<14}{score.forbidden:>12}{stopped:>12}{score.harmless:>12}{alarms:>12}")
    if misses:
        for wrong in scores["total"].missed:
            print(f"  missed ({wrong.label}): {wrong.text}" + (f"\n      {wrong.why}" if wrong.why else ""))
        for wrong in scores["total"].false_alarms:
            print(f"  false alarm ({wrong.label}): {wrong.text}\n      {wrong.why}")


if __name__ == "__main__":
    main()
