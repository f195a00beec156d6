"""What a check is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.brief import Brief
from drafter.text.language import LanguageDetector
from drafter.text.reading import Reading

if TYPE_CHECKING:
    from drafter.verdict.channels import Elsewhere
    from drafter.verdict.claims import Claim
    from drafter.verdict.coverage import Missing
    from drafter.verdict.grounded import Grounded
    from drafter.verdict.overstated import Overstated
    from drafter.verdict.pack import Pack  # a pack holds rules, and reading a rule asks which checks there are


@dataclass(frozen=True, slots=True)
class Case:
    """A text before the judge. `brief` is None when a text is judged alone; `grounded` are its commitments against the
    facts of a brief, `missing` is what the brief says and the text does not, `claims`
    what the text says of us and nothing supports, `elsewhere` a follow-up on another channel than the brief's, `overstated` what says
    more than it."""

    reading: Reading
    pack: Pack
    detector: LanguageDetector
    brief: Brief | None = None
    grounded: tuple[Grounded, ...] = ()
    missing: tuple[Missing, ...] = ()
    claims: tuple[Claim, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    overstated: tuple[Overstated, ...] = ()

    @property
    def text(self) -> str:
        return self.reading.raw

    def fold(self, text: str) -> str:
        """A text folded as the language folds. Nothing of it is kept, unlike the words of rules in `lists.fold`."""
        return self.pack.lists.folder.fold(text).text

    def stands_in_ticket(self, quote: str) -> bool:
        """True when the subject or a message that is not an internal note holds these very characters: then they are content, not a blank. A
        blank in the brief is one that a colleague has not filled."""
        if self.brief is None:
            return False
        given = [message.text for message in self.brief.conversation if message.author != "note"]
        return any(quote in text for text in (*given, self.brief.request.ticket.subject or ""))


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the text as given; `why` and `say_instead` only where they say more than the rule's own."""

    start: int
    end: int
    why: str = ""
    say_instead: str = ""
