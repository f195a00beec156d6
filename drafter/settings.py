"""All settings, read from the environment here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from drafter.brief import Workspace
from drafter.contradictions import contradictions
from drafter.errors import InvalidSetting, Problem
from drafter.moments import parse_duration
from drafter.strict import nearest

_PREFIX = "DRAFTER_"
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every field is the environment variable DRAFTER_<FIELD>; `MEANINGS` says what it does."""

    model: str | None = None
    model_url: str | None = None
    model_key: str | None = None
    fallback_model: str | None = None
    fallback_url: str | None = None
    fallback_key: str | None = None
    draft_seconds: float = 12.0
    max_output_tokens: int = 800
    prompts: Path | None = None
    guardrails: Path | None = None
    reload: float | None = None
    cache: Path | None = None
    language: str = "en"
    time_zone: str | None = None
    country: str | None = None
    follow_up_after: str | None = None
    closing: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    max_body_bytes: int = 4_000_000
    max_drafts: int = 64
    workers: int = 1
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    rate_limit: int | None = None
    redis_url: str | None = None
    budget: int | None = None
    database_url: str = "sqlite:///drafter.db"
    retention_days: int = 90
    log_format: Literal["json", "text"] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics_token: str | None = None
    traces: bool = False
    trace_contents: bool = False

    @property
    def has_model(self) -> bool:
        """Whether a model writes; without a key and a URL the composer does."""
        return self.model_key is not None or self.model_url is not None

    @property
    def phrase_books(self) -> Path | None:
        """The folder for what compiling rules has found out; None where there is no home to put it."""
        return self._cached("phrases")

    @property
    def vocabularies(self) -> Path | None:
        """The folder for what counting tokens needs; None where there is no home to put it."""
        return self._cached("tokens")

    def _cached(self, name: str) -> Path | None:
        try:
            return (self.cache or Path.home() / ".cache" / "drafter") / name
        except RuntimeError:
            return None

    @property
    def workspace(self) -> Workspace:
        return Workspace(
            language=self.language,
            zone=ZoneInfo(self.time_zone) if self.time_zone else None,
            country=self.country,
            follow_up_after=parse_duration(self.follow_up_after) if self.follow_up_after else None,
        )


MEANINGS: dict[str, str] = {
    "model": "Name of the model, as the endpoint knows it. Needed as soon as a key or a URL is set.",
    "model_url": "Base URL of an OpenAI-compatible endpoint. Absent: OPENAI_BASE_URL, else the provider's own.",
    "model_key": "Key of that endpoint. Absent: OPENAI_API_KEY. With neither key nor URL the composer writes, and no model is asked.",
    "fallback_model": "Name of the model at a second endpoint, asked when the first fails.",
    "fallback_url": "Base URL of the second endpoint.",
    "fallback_key": "Key of the second endpoint.",
    "draft_seconds": "How long a draft may take, repair included, before the composer steps in.",
    "max_output_tokens": "How long a model's reply may get, in tokens.",
    "prompts": "Folder of the language folders, instead of the one shipped.",
    "guardrails": "Folder of the rules, instead of the one shipped.",
    "reload": "Every how many seconds the service looks for edited rules and takes them up (2). Absent: rules are read at the start alone.",
    "cache": "Folder for what is worked out once and kept between starts; it can be deleted at any time. Absent: ~/.cache/drafter.",
    "language": "Language of a ticket whose language cannot be told.",
    "time_zone": "Time zone of all dates, by its IANA name (Europe/Berlin). Absent: the offset that the ticket's own times carry, else UTC.",
    "country": "Country of business days, by its ISO code, with a region if you like (DE, MY-10).",
    "follow_up_after": "When we write again if the brief does not say, as an ISO 8601 duration (P1D). Absent: no time is promised.",
    "closing": "Whether drafts end with a closing and a signature (true or false); helpdesks usually add their own.",
    "host": "Address that `drafter serve` listens on.",
    "port": "Port that `drafter serve` listens on.",
    "token": "Token that the HTTP API asks for. Absent: `drafter serve` makes one for its own lifetime and prints it.",
    "max_body_bytes": "Largest request body that the HTTP API reads.",
    "max_drafts": "How many drafts each worker makes at once; one more is answered with 429 and asked to come again.",
    "workers": "How many processes `drafter serve` answers with. More than one wants PostgreSQL.",
    "hosts": "Names under which the service answers, with commas between (drafter.example.com); localhost always does, for probes. Absent: any "
    "name, or on loopback this machine's.",
    "origins": "Origins whose pages may call the API from a browser, with commas between (https://helpdesk.example.com). Absent: none but our own.",
    "frames": "Origins whose pages may show ours in a frame, with commas between. Absent: none.",
    "rate_limit": "How many requests a key may make a minute; one more is answered with 429. Absent: as many as it likes.",
    "redis_url": "Redis through which the workers share the rate limit (redis://host:6379/0). Absent, or away: each worker counts for itself.",
    "budget": "How many tokens the models may use a month for each workspace: a warning at 80 %, composed replies at 100 %. Absent: no end.",
    "database_url": "Where the service keeps drafts: sqlite:///drafter.db (a file in the working directory), sqlite:////data/drafter.db, or "
    "postgresql://user:password@host/database.",
    "retention_days": "After how many days a draft is deleted, with its attempts, outcomes and reviews. 0 keeps drafts for ever.",
    "log_format": "How `drafter serve` writes its log: json, an object a line, or text. Absent: text on a terminal, json elsewhere.",
    "log_level": "The least that the log tells: debug, info, warning or error.",
    "metrics_token": "Token that opens GET /metrics and nothing else. DRAFTER_TOKEN and keys of the role admin open it too.",
    "traces": "Whether a trace of each draft is sent by OTLP, as the variables OTEL_EXPORTER_OTLP_… say. Absent: yes when an endpoint is among them.",
    "trace_contents": "Whether traces carry prompts and replies, customers' words among them. Absent: "
    "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT, else no.",
}
SECRETS = frozenset({"model_key", "fallback_key", "token", "metrics_token"})


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. InvalidSetting carries every mistake: unknown names with the nearest right one, values that do not fit."""
    environment = os.environ if environment is None else environment
    given = {name.removeprefix(_PREFIX).lower(): value for name, value in environment.items() if name.startswith(_PREFIX) and value != ""}
    problems = [
        Problem(_PREFIX + name.upper(), "There is no such setting.", nearest(_PREFIX + name.upper(), [_PREFIX + key.upper() for key in MEANINGS]))
        for name in given
        if name not in MEANINGS
    ]
    # Other programs set these two as well: they count only when somebody named a model for us.
    # The common variables belong together: a key of the one provider never goes to an address that was named for another.
    if "model" in given and "model_url" not in given:
        for name, common in (("model_url", "OPENAI_BASE_URL"), ("model_key", "OPENAI_API_KEY")):
            if environment.get(common):
                given.setdefault(name, environment[common])
    if environment.get("XDG_CACHE_HOME"):
        given.setdefault("cache", f"{environment['XDG_CACHE_HOME']}/drafter")
    for name, value in _of_telemetry(environment):
        given.setdefault(name, value)
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name in given:
            try:
                values[field.name] = msgspec.convert(_listed(given[field.name], field.type), field.type, strict=False, dec_hook=_path)
            except msgspec.ValidationError as error:
                problems.append(Problem(_PREFIX + field.name.upper(), f"{given[field.name]!r} does not fit: {error}.", MEANINGS[field.name]))
    settings = Settings(**values)  # type: ignore[arg-type]  # each value was converted to its own field's type
    problems += contradictions(settings, MEANINGS)
    if problems:
        raise InvalidSetting(*problems)
    return settings


@contextmanager
def sharing_metrics() -> Iterator[None]:
    """A folder in which the processes started meanwhile add up what they count, unless there is one already: their library takes it from the
    environment and in no other way."""
    if os.environ.get(_METRICS_FOLDER):
        yield
        return
    with TemporaryDirectory(prefix="drafter-metrics-") as folder:
        os.environ[_METRICS_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_METRICS_FOLDER]


def _of_telemetry(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the variables that every OpenTelemetry client knows mean for ours."""
    exporter = environment.get("OTEL_TRACES_EXPORTER", "")
    is_off = environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or exporter == "none"
    has_endpoint = any(environment.get(name) for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
    if not is_off and (exporter == "otlp" or has_endpoint):
        yield "traces", "true"
    if environment.get("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "").lower() in ("true", "span_only", "span_and_event"):
        yield "trace_contents", "true"


def with_options(settings: Settings, **options: object) -> Settings:
    """The same with what the command line says otherwise; None says nothing. InvalidSetting when it does not fit together."""
    changed = msgspec.structs.replace(settings, **{name: value for name, value in options.items() if value is not None})
    if problems := contradictions(changed, MEANINGS):
        raise InvalidSetting(*problems)
    return changed


def _path(kind: type, value: object) -> object:
    return Path(str(value)).expanduser() if kind is Path else value


def _listed(value: str, kind: object) -> str | list[str]:
    return [part for each in value.split(",") if (part := each.strip())] if kind == tuple[str, ...] else value
