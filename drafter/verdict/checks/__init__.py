"""Guardrails that need code. A rule in `guardrails/` names one with `check`; the wording stays in the rule."""

from collections.abc import Callable, Iterable

from drafter.verdict.checks.case import Case, Found
from drafter.verdict.checks.channel import markdown, too_long
from drafter.verdict.checks.language import wrong_language
from drafter.verdict.checks.leak import internal_note, machinery
from drafter.verdict.checks.missing import MISSING
from drafter.verdict.checks.placeholder import unfilled_blank
from drafter.verdict.checks.privacy import personal_data
from drafter.verdict.checks.ungrounded import UNGROUNDED

CHECKS: dict[str, Callable[[Case], Iterable[Found]]] = {
    "internal_note": internal_note,
    "machinery": machinery,
    "markdown": markdown,
    "personal_data": personal_data,
    "too_long": too_long,
    "unfilled_blank": unfilled_blank,
    "wrong_language": wrong_language,
    **MISSING,
    **UNGROUNDED,
}

__all__ = ["CHECKS", "Case", "Found"]
