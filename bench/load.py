"""`make load`: the service as it is started by `drafter serve`, many streams at once, and a model that answers, dawdles, fails and hangs.

Prints a table in Markdown. Ends with 1 when a draft was answered with an error or broke off; what was refused with 429 is counted as refused.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.request import Request, urlopen

from bench.clock import summed_up
from bench.release import lateness
from bench.running import TOKEN, Watching, model_server, service
from bench.streams import Seen, read_streams

_ORIGINS = ("written", "repaired", "composed", "withheld")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--streams", type=int, default=500, help="how many at any time (default: 500)")
    parser.add_argument("--seconds", type=float, default=60.0, help="for how long new ones begin (default: 60)")
    parser.add_argument("--max-drafts", type=int, help="DRAFTER_MAX_DRAFTS of the service (default: as many as there are streams)")
    parser.add_argument("--pace", type=float, default=0.3, help="seconds between two pieces of the model's reply, of 71 (default: 0.3)")
    parser.add_argument("--draft-seconds", type=float, default=40.0, help="DRAFTER_DRAFT_SECONDS of the service (default: 40)")
    parser.add_argument("--model", default="mixed", help="how the model behaves (default: mixed; steady always answers)")
    parser.add_argument("--database", help="an empty database (default: SQLite, in a folder that is gone afterwards)")
    parser.add_argument("--workers", type=int, default=1, help="processes of the service (default: 1; more want --database of a PostgreSQL)")
    chosen = parser.parse_args()
    own = {"DRAFTER_MODEL": chosen.model, "DRAFTER_MAX_DRAFTS": str(chosen.max_drafts or chosen.streams), "DRAFTER_WORKERS": str(chosen.workers)}
    own["DRAFTER_DRAFT_SECONDS"] = str(chosen.draft_seconds)
    own |= {"DRAFTER_DATABASE_URL": chosen.database} if chosen.database else {}
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # two connections a stream, and what starts from here inherits it
    with model_server(chosen.pace) as model, service(model, own) as (process, address):
        with Watching(process.pid) as watching:
            seen = asyncio.run(read_streams(address, TOKEN, streams=chosen.streams, seconds=chosen.seconds))
        with urlopen(f"{model}/sent") as answer:  # noqa: S310 our own server
            sent: dict[str, list[float]] = json.load(answer)
        asked = Request(f"{address}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310 our own server
        with urlopen(asked) as answer:  # noqa: S310
            steps = mean_steps(answer.read().decode())
    print(f"{chosen.streams} streams at any time for {chosen.seconds:.0f} s; {chosen.workers} process(es) of the service, at most", end=" ")
    print(f"{chosen.max_drafts or chosen.streams} drafts each; {os.cpu_count()} cores for service, model and readers together\n")
    print("\n".join(table(seen, sent, steps, watching)))
    sys.exit(1 if any(each.error for each in seen) else 0)


def table(seen: list[Seen], sent: dict[str, list[float]], steps: dict[str, float], watching: Watching) -> Iterator[str]:
    statuses, origins = Counter(each.status for each in seen), Counter(each.origin for each in seen if each.origin)
    errors = Counter(each.error for each in seen if each.error)
    drafts = [each for each in seen if each.origin]
    # Only where the model's one call is the whole story can its time be told from ours.
    written = [(each, sent[each.call]) for each in drafts if each.origin == "written" and each.call in sent]
    ours = [(each.done - each.asked) - (times[-1] - times[0]) for each, times in written]
    yield "| | |\n| --- | ---: |"
    yield f"| drafts given out | {len(drafts):,} |"
    yield f"| of them {', '.join(_ORIGINS)} | {', '.join(str(origins[name]) for name in _ORIGINS)} |"
    yield f"| refused with 429 | {statuses[429]:,} |"
    yield f"| errors | {sum(errors.values())} {dict(errors) or ''} |"
    if ours:
        share = sum(ours) / sum(each.done - each.asked for each, _ in written)
        yield f"| from request to done, p50, p95 s | {_seconds(each.done - each.asked for each, _ in written)} |"
        yield f"| of that not the model's, p50, p95 s | {_seconds(ours)} |"
        yield f"| share of the time that is ours | {share:.1%} |"
        yield f"| first sentence after the model's first piece, p50, p95 s | {_seconds(_first(written))} |"
        yield f"| a sentence after the piece that lets it go, p50, p95 ms | {_millis(lateness(written))} |"
    yield f"| steps of a draft by the service's own clock, mean s | {', '.join(f'{name} {mean:.3f}' for name, mean in steps.items())} |"
    yield f"| CPU of the service a draft, ms | {watching.cpu * 1_000 / max(1, len(drafts)):.1f} |"
    yield f"| CPU that programs other than these three took meanwhile, cores | {watching.others / watching.wall:.2f} |"
    yield f"| CPU of the service, cores | {watching.cpu / watching.wall:.2f} |"
    yield f"| memory of the service at the start, after a third, at the end, MB | {', '.join(f'{each:.0f}' for each in watching.thirds())} |"


def mean_steps(metrics: str) -> dict[str, float]:
    """Seconds. The completion of a streamed draft has the verdicts in it that are given meanwhile."""
    sums, counts = (dict(re.findall(rf'^drafter_step_seconds_{what}{{step="(\w+)"}} (\S+)$', metrics, re.MULTILINE)) for what in ("sum", "count"))
    return {name: float(total) / float(counts[name]) for name, total in sums.items()}


def _first(written: list[tuple[Seen, list[float]]]) -> list[float]:
    return [each.sentences[0][1] - times[1] for each, times in written if each.sentences]


def _seconds(values: Iterable[float]) -> str:
    times = summed_up(list(values) or [0.0])
    return f"{times.p50:.2f}, {times.p95:.2f}"


def _millis(values: Iterable[float]) -> str:
    times = summed_up(list(values) or [0.0])
    return f"{times.p50 * 1_000:.1f}, {times.p95 * 1_000:.1f}"


if __name__ == "__main__":
    main()
