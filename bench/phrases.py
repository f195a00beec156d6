"""The phrase pass beside other ways of doing the same work: what it costs, and what is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.clock import Times, clock, summed_up
from bench.corpus import KINDS, Corpus, Kind
from bench.engines import OURS, PEERS, Spans
from bench.peers import Peer, ask

_SLOW_TEXTS = 40
_LONG = 5_000
_JUDGED: dict[Kind, str] = {
    "dirty": "promised: stopped",
    "negated": "taken back: stopped",
    "decoy": "inside a word: stopped",
    "clean": "clean: stopped",
}


@dataclass(frozen=True)
class Row:
    """`stopped` counts the texts of each kind in which something was found; `exact` the phrases found with their exact place."""

    name: str
    times: Times
    stopped: dict[Kind, int]
    exact: int
    longer: Times | None = None


def rows(corpus: Corpus, peers: Sequence[Peer]) -> list[Row]:
    """A row a way, ours first; `peers` are those whose environments stand."""
    texts = [text.text for text in corpus.texts]
    found: list[Row] = []
    for engine in (OURS, *PEERS):
        find = engine.build(corpus.language, corpus.phrases)
        timed, rounds = (texts[:_SLOW_TEXTS], 1) if engine.slow else (texts, 3)
        times = clock(find, timed, rounds=rounds)
        longer = None if engine.slow else clock(engine.build(corpus.language, corpus.more(_LONG)), timed, rounds=rounds)
        found.append(_row(engine.name, times, corpus, [find(text) for text in texts], longer))
    for peer in peers:
        answer = ask(peer, corpus.phrases, texts, _SLOW_TEXTS)
        found.append(_row(peer.name, summed_up(answer.micros), corpus, answer.found))
    return found


def _row(name: str, times: Times, corpus: Corpus, found: Sequence[Spans], longer: Times | None = None) -> Row:
    stopped: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    exact = 0
    for text, spans in zip(corpus.texts, found, strict=True):
        stopped[text.kind] += bool(spans)
        exact += len(set(text.spans) & set(spans))
    return Row(name, times, stopped, exact, longer)


def table(corpus: Corpus, found: list[Row]) -> Iterator[str]:
    """Markdown. The columns of detection give how many of the texts of a kind are stopped; all the dirty ones and none of the others is right."""
    total = {kind: sum(text.kind == kind for text in corpus.texts) for kind in KINDS}
    planted = sum(len(text.spans) for text in corpus.texts)
    ours = found[0].times.p50
    yield _cells(corpus.language, "p50 µs", "p95 µs", "times ours", f"p50 µs, {_LONG:,} phrases", *_JUDGED.values(), "exact places")
    yield "| --- |" + " ---: |" * (len(_JUDGED) + 5)
    for row in found:
        longer = f"{row.longer.p50:,.1f}" if row.longer else "not timed"
        stopped = [f"{row.stopped[kind]} of {total[kind]}" for kind in _JUDGED]
        times = f"{row.times.p50:,.1f}", f"{row.times.p95:,.1f}", f"{row.times.p50 / ours:,.2f}", longer
        yield _cells(row.name, *times, *stopped, f"{row.exact} of {planted}")


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
