"""All exceptions of Drafter.

    DrafterError
    ├── InvalidInput            what came in is not what we take; carries one Problem a mistake
    │   ├── InvalidContent      a file in prompts/ or guardrails/; says file and line
    │   └── InvalidSetting      an environment variable
    ├── LanguageNotLive         the customer writes, or the request names, a language that we do not draft in
    ├── StoreError              what the database keeps cannot be read or written; carries one Problem
    │   ├── StoreUnavailable    down, locked, full, read-only
    │   ├── StoreBehind         its tables are older, or newer, than this version
    │   └── AlreadyStored       a draft with the same idempotency key is there
    ├── ScriptExhausted         a scripted writer was asked for more replies than it holds: a mistake in a test or a recording, never covered up
    └── WriterError             a writer gave no completion that can be used
        ├── WriterUnavailable   not reached, or answered 5xx after all retries
        ├── WriterPaused        not asked: it kept failing, and is left alone for a while
        ├── WriterTimeout       slower than the deadline
        ├── WriterOverQuota     429 after all retries
        ├── WriterNotAllowed    401, 403, 404, 400: a key, a model's name or a URL is wrong
        ├── WriterRefused       the model or its content filter would not
        ├── WriterCutOff        the completion stops in the middle
        ├── WriterEmpty         nothing but white space
        ├── WriterThoughtAloud  what has come of a streamed completion was not meant as the reply
        ├── WriterMalformed     an answer that is not the protocol's
        └── WriterMisread       the completion is there, and we made a mistake in reading it

`code` is the last part of the problem's type over HTTP and never changes once released.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `where` is a JSON path (`$.brief.timeline`), a file with its line, or a variable; `remedy` says what to do."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.remedy}" if self.remedy else "")


class DrafterError(Exception):
    """Anything that Drafter raises on purpose."""

    code = "error"
    title = "Something went wrong"


class InvalidInput(DrafterError):
    code = "invalid-input"
    title = "The request is not what Drafter takes"

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class InvalidContent(InvalidInput):
    code = "invalid-content"
    title = "A content file cannot be used"


class InvalidSetting(InvalidInput):
    code = "invalid-setting"
    title = "A setting cannot be used"


class LanguageNotLive(DrafterError):
    code = "language-not-live"
    title = "Drafter does not draft in this language"

    def __init__(self, language: str, live: tuple[str, ...], *, written_by_customer: bool) -> None:
        self.language, self.live, self.written_by_customer = language, live, written_by_customer
        who = f"The customer seems to write in {language!r}" if written_by_customer else f"The request asks for {language!r}"
        super().__init__(f"{who}, and Drafter drafts in {', '.join(live)}. Name the language to reply in with the key 'language'.")


class StoreError(DrafterError):
    """Nothing was stored, so nothing was given out. `problem` is for the operator: it names the database."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class StoreUnavailable(StoreError):
    code = "store-unavailable"
    title = "Drafts cannot be stored at the moment"


class StoreBehind(StoreError):
    code = "store-behind"
    title = "The database does not fit this version"


class AlreadyStored(StoreError):
    code = "already-stored"
    title = "This request has been answered already"


class WriterError(DrafterError):
    code = "writer-failed"
    title = "The model gave no reply that can be used"


class WriterUnavailable(WriterError):
    code = "writer-unavailable"
    title = "The model cannot be reached"


class WriterPaused(WriterError):
    code = "writer-paused"
    title = "The model keeps failing and is left alone for a while"


class WriterTimeout(WriterError):
    code = "writer-timeout"
    title = "The model took too long"


class WriterOverQuota(WriterError):
    code = "writer-over-quota"
    title = "The model's quota is used up"


class WriterNotAllowed(WriterError):
    code = "writer-not-allowed"
    title = "The model's key, name or address was not accepted"


class WriterRefused(WriterError):
    code = "writer-refused"
    title = "The model would not write this reply"


class WriterCutOff(WriterError):
    code = "writer-cut-off"
    title = "The model's reply was cut off"


class WriterEmpty(WriterError):
    code = "writer-empty"
    title = "The model's reply was empty"


class WriterThoughtAloud(WriterError):
    code = "writer-thought-aloud"
    title = "What the model wrote was not the reply"


class WriterMalformed(WriterError):
    code = "writer-malformed"
    title = "The model's answer could not be read"


class WriterMisread(WriterError):
    code = "writer-misread"
    title = "Drafter could not read what the model wrote"


class ScriptExhausted(DrafterError):
    code = "script-exhausted"
    title = "The script holds no further reply"
