"""What the agent is told about how a draft came about. It is in English throughout, whatever the draft's language, like every message of the
program: rules are named by their family, whose title is English. Of what was rejected nothing is quoted but lines of the brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.completion.writer import LeftOut
from drafter.verdict.families import Families
from drafter.verdict.verdict import Finding

_WHY = {
    "language": "Left out, because it is not in {language} and the composer does not translate",
    "room": "Left out for want of room",
    "personal": "Left out of a public reply, because it is personal",
}


def reasons(findings: Iterable[Finding], families: Families) -> str:
    """The families of the findings that stop a text, each once."""
    stopping = dict.fromkeys(finding.family for finding in findings if finding.severity == "reject")
    return "; ".join(families.families[name].title if name in families.families else name for name in stopping)


def withheld(stopped: str, *, hides: bool = False) -> str:
    """Nothing can be offered. `stopped` are the reasons, maybe none; `hides`: lines of the brief stand in the way, and are named after this."""
    why = f"every attempt was stopped ({stopped})" if stopped else "too little of the brief could be said" if hides else "nobody could write one"
    return f"No draft: {why}. Please write this reply yourself, or {'change the lines named here' if hides else 'add to the brief'}."


def mended(stopped: str) -> str | None:
    """A later wording is offered."""
    return f"The first wording was stopped ({stopped}) and has been put right." if stopped else None


def instead_of_model(failure: str | None, stopped: str) -> str:
    """The composer wrote because the model failed (`failure` is a sentence) or its replies were stopped."""
    return f"{failure or f'The model’s replies were stopped ({stopped}).'} This reply was composed from the brief."


def unsaid(*, brief_is_empty: bool, follows_up: bool, is_unasked: bool) -> str | None:
    """There was nothing to write from: nothing in the brief, or no message of the customer. None otherwise."""
    only = f"that the message was read{' and when we write again' if follows_up else ''}"
    empty = f"The brief is empty: the reply says only {only}." if brief_is_empty else None
    return " ".join(filter(None, [empty, "There is no message of the customer." if is_unasked else None])) or None


def unread(hint: str) -> str:
    """A composed reply heeds nothing of the agent's line."""
    return f"Only a model follows a hint in free words, so this reply does not heed “{hint.strip()}”."


def untold(left_out: Sequence[LeftOut], language: str) -> str | None:
    """What of the brief a composed reply does not say, and why; `language` is the name of the draft's. None when it says all."""
    said = []
    for why, label in _WHY.items():
        if quotes := [f"“{each.text.strip()}”" for each in left_out if each.why == why and not each.said]:
            said.append(f"{label.format(language=language)}: {'; '.join(quotes)}.")
    said += [f"Left out, because a rule stops it: “{each.text.strip()}” ({each.by})." for each in left_out if each.why == "rule"]
    if named := [f"“{each.text.strip()}” as “{each.said}”" for each in left_out if each.said]:
        said.append(f"Not in {language}, so that only the remedy is named: {'; '.join(named)}.")
    return " ".join(said) or None
