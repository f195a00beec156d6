"""Where a model answers: its name, its address, its key; refused at once when one of them cannot work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from drafter.errors import InvalidSetting, Problem

OPENAI_URL = "https://api.openai.com/v1"

_HOST = re.compile(r"[A-Za-z0-9_.:%-]+")
_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Variables:
    """The settings that an endpoint comes from, so that errors send nobody to those of another."""

    model: str
    url: str
    key: str


FIRST = Variables("DRAFTER_MODEL", "DRAFTER_MODEL_URL", "DRAFTER_MODEL_KEY")
SECOND = Variables("DRAFTER_FALLBACK_MODEL", "DRAFTER_FALLBACK_URL", "DRAFTER_FALLBACK_KEY")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`key` is None for an endpoint that asks for none; it stands in no repr and in no message."""

    model: str
    url: str
    key: str | None = field(repr=False)
    variables: Variables = FIRST

    @property
    def is_openai(self) -> bool:
        """OpenAI itself, or its models at Azure."""
        return (urlsplit(self.url).hostname or "").endswith((".openai.com", ".openai.azure.com"))

    @property
    def place(self) -> str:
        """How messages name the endpoint: host, port and path, which hold no secret."""
        return self.url.partition("://")[2]

    def named(self, remedy: str) -> str:
        """A remedy with the names of this endpoint's settings in the place of {model}, {url} and {key}."""
        return remedy.format(model=self.variables.model, url=self.variables.url, key=self.variables.key)


def endpoint(model: str, url: str | None, key: str | None, variables: Variables = FIRST) -> Endpoint:
    """Check the three settings. No URL means OpenAI's own, which wants a key. InvalidSetting carries every mistake."""
    model, address, secret = model.strip(), (url or "").strip() or OPENAI_URL, (key or "").strip() or None
    problems = [*_url_problems(address, variables)]
    if not model.isprintable() or not model:
        problems.append(Problem(variables.model, "The model's name is empty or unreadable.", "Name a model that the endpoint serves."))
    if secret is None and not (url or "").strip():
        problems.append(Problem(variables.key, "A model is set, and no key.", f"Set it, or {variables.url} if the endpoint wants none."))
    if secret is not None and not _HEADER_VALUE.fullmatch(secret):
        # A header with such a key fails deep in the transport, with the key in the traceback.
        problems.append(Problem(variables.key, "The key holds a space or a letter that no key has.", "Copy it again, in one piece."))
    if problems:
        raise InvalidSetting(*problems)
    return Endpoint(model, address.rstrip("/"), secret, variables)


def _url_problems(url: str, variables: Variables) -> list[Problem]:
    """What is wrong with an address. It is never repeated: a password may stand in it."""

    def wrong(what: str, remedy: str) -> list[Problem]:
        return [Problem(variables.url, what, remedy)]

    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return wrong(f"This is no address ({error}).", f"Write one such as {OPENAI_URL}.")
    if parts.scheme not in ("http", "https") or not host or not _HOST.fullmatch(host):
        return wrong("This is no address of an HTTP endpoint.", f"Write one such as {OPENAI_URL}.")
    if parts.username is not None or parts.password is not None:
        return wrong("The address holds a user name or a password.", f"Put the key into {variables.key}.")
    if parts.query or parts.fragment:
        return wrong("The address has a part after '?' or '#', which gets lost.", "Leave it out.")
    if parts.path.rstrip("/").endswith("/chat/completions"):
        return wrong("The address names the method too.", "Leave out '/chat/completions'.")
    return []
