"""`ScriptedWriter`: a writer that replays what it was given. For tests, and for evaluation on recorded replies."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

import msgspec

from drafter.completion.writer import Completion, Usage
from drafter.errors import InvalidContent, InvalidInput, Problem, ScriptExhausted, WriterError
from drafter.prompt.prompt import Prompt
from drafter.strict import decode_json, nearest

Pieces = tuple[str | WriterError, ...]
Reply = str | Completion | WriterError | Pieces

_ERRORS: dict[str, type[WriterError]] = {kind.code: kind for kind in WriterError.__subclasses__()}


class ScriptedWriter:
    """Gives its replies in order: a text or a Completion is returned, a WriterError raised; of pieces one comes after the other. `prompts` holds
    what it was asked, the newest last."""

    def __init__(self, replies: Iterable[Reply] = (), *, name: str = "script") -> None:
        self._name = name
        self._replies = deque(replies)
        self._given = 0
        self.prompts: list[Prompt] = []

    @classmethod
    def from_jsonl(cls, path: Path, *, name: str = "script") -> ScriptedWriter:
        """One reply a line: `{"text": "…"}`, maybe with `finish`, `writer` and `usage`, or `{"error": "writer-timeout"}`. Empty lines are skipped.
        InvalidContent names file and line of every mistake."""
        return cls(_read(path, name), name=name)

    @property
    def name(self) -> str:
        return self._name

    @property
    def remaining(self) -> int:
        """How many replies have not been asked for."""
        return len(self._replies)

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        """The next reply; `timeout` plays no part. ScriptExhausted when there is none."""
        return self._whole(self._next(prompt))

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        """The next reply as `write` gives it: in the pieces that were recorded, or in one."""
        reply = self._next(prompt)
        pieces = reply if isinstance(reply, tuple) else (reply,)
        for piece in pieces:
            if isinstance(piece, WriterError):
                raise piece
            yield piece.text if isinstance(piece, Completion) else piece
        yield self._whole(reply)

    def _next(self, prompt: Prompt) -> Reply:
        self.prompts.append(prompt)
        if not self._replies:
            raise ScriptExhausted(f"The script {self._name!r} held {self._given} replies and was asked for one more. Add a reply to it.")
        self._given += 1
        return self._replies.popleft()

    def _whole(self, reply: Reply) -> Completion:
        if isinstance(reply, Completion):
            return reply
        text = ""
        for piece in reply if isinstance(reply, tuple) else (reply,):
            if isinstance(piece, WriterError):
                raise piece
            text += piece
        return Completion(text=text, writer=self._name)


class _Usage(msgspec.Struct, forbid_unknown_fields=True):
    prompt: int = 0
    cached: int = 0
    completion: int = 0


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    text: str | None = None
    error: str | None = None
    writer: str | None = None
    finish: str = "stop"
    usage: _Usage = msgspec.field(default_factory=_Usage)

    def __post_init__(self) -> None:
        if (self.text is None) == (self.error is None):
            raise ValueError("a line holds either 'text' or 'error'")


def _read(path: Path, name: str) -> list[Reply]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InvalidContent(Problem(str(path), f"The script cannot be read ({error.strerror}).")) from None
    replies: list[Reply] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            replies.append(_reply(decode_json(line, _Line), f"{path}:{number}", name))
        except InvalidInput as mistake:
            problems += (Problem(f"{path}:{number}", problem.what, problem.remedy) for problem in mistake.problems)
    if problems:
        raise InvalidContent(*problems)
    return replies


def _reply(line: _Line, where: str, name: str) -> Reply:
    if line.text is not None:
        usage = Usage(line.usage.prompt, line.usage.cached, line.usage.completion)
        return Completion(text=line.text, writer=line.writer or name, finish=line.finish, usage=usage)
    kind = _ERRORS.get(line.error or "")
    if kind is None:
        raise InvalidInput(Problem(where, f"{line.error!r} is no error of a writer.", nearest(line.error or "", _ERRORS)))
    return kind(f"{where} says so.")
