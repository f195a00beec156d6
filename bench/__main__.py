"""`make bench`: one report in Markdown on standard output; what is being measured on standard error."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from bench.corpus import languages, make_corpus
from bench.peers import Peer, install
from bench.phrases import rows, table
from bench.start import start_times
from bench.store import DRAFTS, sqlite, store_times
from bench.streaming import streaming_times
from bench.verdicts import draft_cost, verdict_times
from drafter.house import House, open_house
from drafter.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--peers", action="store_true", help="measure other tools too; installs each into a folder of its own")
    parser.add_argument("--only", choices=("phrases", "verdict", "draft", "streaming", "store", "start"), help="one part of the report")
    parser.add_argument("--postgresql", metavar="URL", help="an empty database to measure the store with, beside SQLite")
    options = parser.parse_args()
    print(f"Measured with Python {platform.python_version()} on {_machine()}; CPU time of one core, wall time where it says so.\n")
    house = open_house(Settings())
    parts: dict[str, Callable[[], None]] = {
        "phrases": lambda: _phrases(list(install()) if options.peers else []),
        "verdict": lambda: _verdict(house),
        "draft": lambda: _draft(house),
        "streaming": lambda: _streaming(house),
        "store": lambda: _store(house, options.postgresql),
        "start": lambda: _start(house),
    }
    for name, part in parts.items():
        if options.only in (None, name):
            print(f"measuring: {name} …", file=sys.stderr)
            part()


def _phrases(peers: list[Peer]) -> None:
    print("### The phrase pass: 500 drafts of 120 to 160 words, 400 phrases\n")
    for language in languages():
        corpus = make_corpus(language)
        print("\n".join(table(corpus, rows(corpus, peers))) + "\n")
    if not peers:
        print("Other tools were not measured: `make bench-peers` installs them beside and adds their rows.\n")


def _verdict(house: House) -> None:
    print("### The verdict, everything on, with a brief\n")
    print("| language | sound p50 µs | p95 µs | unsound p50 µs | p95 µs | facts of the brief, once a request, p50 µs |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for language in house.library.live():
        sound, unsound, facts = verdict_times(house, language)
        print(f"| {language} | {sound.p50:,.0f} | {sound.p95:,.0f} | {unsound.p50:,.0f} | {unsound.p95:,.0f} | {facts.p50:,.0f} |")
    print()


def _draft(house: House) -> None:
    print("### One draft without the model, ms of CPU\n\n| language | way | alone | 16 in flight |\n| --- | --- | ---: | ---: |")
    for language in house.library.live():
        for way, alone, together in draft_cost(house, language):
            print(f"| {language} | {way} | {alone:.2f} | {together:.2f} |")
    print()


def _streaming(house: House) -> None:
    print("### A streamed draft without the model\n")
    print("| language | from a sentence's last token to its release, p50 ms | p95 ms | the whole draft, ms of CPU |\n| --- | ---: | ---: | ---: |")
    for language in house.library.live():
        waits, cpu = streaming_times(house, language)
        print(f"| {language} | {waits.p50 / 1_000:.2f} | {waits.p95 / 1_000:.2f} | {cpu:.1f} |")
    print()


def _store(house: House, postgresql: str | None) -> None:
    with sqlite() as file:
        for name, address in [("SQLite", file)] + ([("PostgreSQL", postgresql)] if postgresql else []):
            costs, pages = store_times(house, address)
            print(f"### The store, {name}\n\n| storing a draft | ms of CPU | ms of waiting, p50 |\n| --- | ---: | ---: |")
            for how, cost in costs:
                print(f"| {how} | {cost.cpu:.2f} | {cost.wall:.1f} |")
            print(f"\n| with {DRAFTS:,} drafts | p50 ms | p95 ms |\n| --- | ---: | ---: |")
            for asked, p50, p95 in pages:
                print(f"| {asked} | {p50:.1f} | {p95:.1f} |")
            print()


def _start(house: House) -> None:
    print("### Start, seconds on the wall\n\n| command | s |\n| --- | ---: |")
    for command, seconds in start_times(house.library.live()):
        print(f"| `{command}` | {seconds:.2f} |")
    print()


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return f"{names[0] if names else platform.processor() or platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
