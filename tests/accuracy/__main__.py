"""Print recall and false alarms by family and language. `--misses` prints the sentences that went wrong, of the development sets only;
`--floors` writes what was measured into floors.toml, which a test holds the rules to."""

from __future__ import annotations

import sys

from drafter.house import open_house
from tests.accuracy.briefed import files, report
from tests.accuracy.floors import FLOORS, read_floors, write_floors
from tests.accuracy.measure import Score, measure, sets


def main(arguments: list[str]) -> None:
    house = open_house()
    totals: dict[str, Score] = {}
    only = [argument for argument in arguments if not argument.startswith("-")]
    for path in sets():
        name = path.name.removesuffix(".jsonl")
        if only and name.split(".")[0] not in only:
            continue
        scores = measure(house, path)
        totals[name] = scores["total"]
        order = [family for family in [*house.rules.pack(name.split(".")[0]).families.families, "none", "total"] if family in scores]
        print(f"\n{name}: sentences {'kept aside from whoever writes rules' if 'aside' in name else 'for development'}")
        print(f"{'family':<14}{'forbidden':>10}{'stopped':>10}{'harmless':>10}{'stopped':>10}")
        for family in order:
            score = scores[family]
            stopped = f"{score.recall:.1f} %" if score.forbidden else ""
            alarms = f"{score.false_alarm_rate:.1f} %" if score.harmless else ""
            print(f"{family:<14}{score.forbidden:>10}{stopped:>10}{score.harmless:>10}{alarms:>10}")
        if "--misses" in arguments and "aside" not in name:
            for missed in scores["total"].missed:
                print(f"  missed ({missed.family}): {missed.text}")
            for sentence, why in scores["total"].false_alarms:
                print(f"  false alarm ({sentence.family}, {sentence.near_miss}): {sentence.text}\n      {why}")
    print("\nvalues, and drafts with their briefs")
    for language in files("commitments"):
        if not only or language in only:
            print("\n".join(report(house, language, misses="--misses" in arguments)))
    if "--floors" in arguments:
        write_floors(totals, kept=read_floors() if FLOORS.exists() else {})
        print(f"\nfloors written to {FLOORS.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
