"""Small guardrails folders for tests, so that no test of the engine hangs on the rules that ship.

write_guardrails(tmp_path, {"en/guarantee/no-guarantees.toml": rule(phrases="guarantee*")})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter.verdict.pack import Pack, build_pack
from drafter.verdict.scan import Hit, scan

FAMILIES = """
[families.guarantee]
title       = 'Certain'
description = 'An outcome stated as certain.'
principle   = 'realism'
silenced_by = ['negation', 'denied', 'quotation', 'reported', 'question', 'nearby']

[families.blunt]
title       = 'Blunt'
description = 'Nothing makes it harmless.'
principle   = 'solutions'
silenced_by = []

[families.language]
title       = 'The wrong language'
description = 'Another language than the ticket wants.'
principle   = 'transparency'
silenced_by = []
needs       = 'brief'

[families.private]
title       = 'Private'
description = 'Wants a conversation.'
principle   = 'transparency'
silenced_by = []
needs       = 'conversation'

[contexts.negation]
description = 'We cannot guarantee.'
cancels     = true

[contexts.not_only]
description = 'Not only do we guarantee.'
voids       = ['negation']

[contexts.denied]
description = 'I am not saying that.'

[contexts.quotation]
description = 'In quotation marks.'

[contexts.reported]
description = 'You wrote that.'

[contexts.question]
description = 'Is it?'

[contexts.nearby]
description = 'Redeemed by the next sentence.'
"""


def rule(
    *,
    phrases: str = "",
    title: str = "A rule",
    severity: str = "reject",
    principle: str = "realism",
    why: str = "It misleads the customer.",
    say_instead: str = "We have asked the courier.",
    rejects: str | None = None,
    passes: str = "Thank you for writing.",
    **more: str | Iterable[str],
) -> str:
    """The text of a rule file; further keys are blocks, `silenced_by` is a list of kinds."""
    sentences = "" if "check" in more and rejects is None else f"rejects = '''\n{rejects or 'We guarantee it.'}\n'''\npasses = '''\n{passes}\n'''\n"
    blocks = f"phrases = '''\n{phrases}\n'''\n" if phrases else ""
    for key, value in more.items():
        blocks += f"{key} = '''{value}'''\n" if isinstance(value, str) else f"{key} = {list(value)!r}\n"
    return (
        f"title = '''{title}'''\nseverity = '{severity}'\nprinciple = '{principle}'\nwhy = '''{why}'''\n"
        f"say_instead = '''{say_instead}'''\n{blocks}{sentences}"
    )


def write_guardrails(folder: Path, files: Mapping[str, str | bytes], *, families: str = FAMILIES) -> Path:
    """Write `families.toml` and the files by their path under the folder; `en/` is there in any case."""
    (folder / "en").mkdir(parents=True, exist_ok=True)
    for name, text in {"families.toml": families, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def small_pack(folder: Path, files: Mapping[str, str | bytes], language: str = "en") -> Pack:
    """The pack of a small guardrails folder."""
    return build_pack(write_guardrails(folder, files), language)


def hits(pack: Pack, text: str) -> list[Hit]:
    """Every hit of the phrase pass, silenced ones too."""
    return scan(pack.read(text), pack)


def quotes(pack: Pack, text: str) -> list[str]:
    """The words of every hit that nothing silences."""
    return [text[hit.start : hit.end] for hit in hits(pack, text) if not hit.because]
