"""The house as its imports draw it: which room may lean on which, and who alone may touch what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
LONGEST = 250  # lines

FOUNDATIONS = frozenset({"errors", "moments", "mistakes", "strict", "content", "traces"})
"""Anyone may import these; they import each other and no room."""

_ENGINE = frozenset({"request", "text", "brief", "resolve", "prompt", "completion", "verdict", "notice", "stopped_lines"}) | frozenset(
    {"attempt", "course", "run", "live", "draft", "record", "pipeline"}
)
_INSIDE = _ENGINE | {"checker", "settings", "store", "house", "evaluation"}
MAY_IMPORT: dict[str, frozenset[str]] = {
    "request": frozenset(),
    "text": frozenset({"request"}),
    "brief": frozenset({"request"}),
    "resolve": frozenset({"request", "text", "brief"}),
    "prompt": frozenset({"request", "text", "brief", "resolve"}),
    "completion": frozenset({"request", "text", "brief", "prompt"}),
    "verdict": frozenset({"request", "text", "brief"}),
    "notice": frozenset({"completion", "verdict"}),
    "stopped_lines": frozenset({"brief", "prompt", "completion", "verdict"}),
    "attempt": frozenset({"verdict"}),
    "course": frozenset({"prompt", "completion"}),
    "run": frozenset({"brief", "prompt", "completion", "verdict", "notice", "stopped_lines", "attempt", "course"}),
    "live": frozenset({"text", "prompt", "completion", "verdict", "attempt", "run"}),
    "draft": frozenset({"prompt", "attempt", "run", "live"}),
    "record": frozenset({"request", "attempt"}),
    "checker": frozenset({"request", "text", "brief", "resolve", "verdict"}),
    "pipeline": (_ENGINE - {"pipeline"}) | {"checker"},
    "contradictions": frozenset({"text", "settings"}),
    "settings": frozenset({"brief", "contradictions"}),
    "store": frozenset({"request", "verdict", "attempt", "record"}),
    "evaluation": _ENGINE,
    "telemetry": frozenset({"course", "run"}),
    "house": _INSIDE,
    "rehearsal": _ENGINE,
    "readiness": _INSIDE | {"rehearsal"},
    "web": _INSIDE | {"rehearsal", "telemetry"},
    "terminal": _INSIDE | {"readiness", "telemetry"},
    "cli": frozenset({"terminal"}),
    "app": _INSIDE | {"web", "telemetry"},
}

SOLE_IMPORTERS = {
    "openai": {"drafter/completion/openai_writer.py"},
    "httpx2": {"drafter/completion/openai_writer.py"},
    "tiktoken": {"drafter/prompt/tokens.py"},
    "opentelemetry": {"drafter/telemetry/traces.py"},
    "prometheus_client": {"drafter/telemetry/metrics.py"},
    "structlog": {"drafter/telemetry/log.py"},
    "lingua": {"drafter/text/language.py"},
    "ahocorasick_rs": {"drafter/verdict/concepts.py", "drafter/verdict/index.py", "drafter/text/marks.py"},
}
ENVIRONMENT_READERS = {
    "drafter/settings.py",
    "drafter/prompt/tokens.py",  # tiktoken takes its cache folder from TIKTOKEN_CACHE_DIR and in no other way
}
VAGUE = frozenset({"utils", "util", "helpers", "helper", "base", "manager", "common", "misc"})


@dataclass(frozen=True)
class Import:
    """`path:line` imports `module`; `lazily` when that stands inside a function."""

    path: str
    line: int
    module: str
    lazily: bool

    @property
    def room(self) -> str:
        return self.path.split("/")[1].removesuffix(".py")

    @property
    def target(self) -> str:
        """The room that is imported; empty for what is not ours and for the package itself."""
        parts = self.module.split(".")
        return parts[1] if parts[0] == "drafter" and len(parts) > 1 else ""


def imports_in(root: Path) -> list[Import]:
    """Every import of the package `drafter` under `root`, those for type checkers and inside functions too."""
    return [found for path in _modules(root) for found in _imports(path, path.relative_to(root).as_posix())]


def _modules(root: Path) -> list[Path]:
    return sorted((root / "drafter").rglob("*.py"))


def _imports(path: Path, name: str) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {node for function in ast.walk(tree) if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(name, node.lineno, alias.name, node in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, name)
            # `from drafter import house` names a room only in what it imports.
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "drafter" else [module]
            yield from (Import(name, node.lineno, each, node in inside) for each in names)


def _absolute(node: ast.ImportFrom, name: str) -> str:
    if not node.level:
        return node.module or ""
    package = name.split("/")[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def wrong_arrows(root: Path) -> list[str]:
    """A sentence for each import that the plan of the house does not have."""
    return [
        f"{found.path}:{found.line} imports {found.module}: the arrow from '{found.room}' to '{found.target}' points the wrong way; "
        f"'{found.room}' may lean on {', '.join(sorted(_allowed(found.room))) or 'nothing'}."
        for found in imports_in(root)
        if found.target and found.target != found.room and found.target not in _allowed(found.room) and not _serves(found)
    ]


def _allowed(room: str) -> frozenset[str]:
    return FOUNDATIONS if room in FOUNDATIONS or room == "__init__" else FOUNDATIONS | MAY_IMPORT.get(room, frozenset())


def _serves(found: Import) -> bool:
    """The one way into the service from the command line: lazily, so that no other command loads it."""
    return found.path == "drafter/terminal/serve.py" and found.target == "app" and found.lazily


def long_modules(root: Path) -> list[str]:
    """A sentence for each module that asks to be two."""
    lengths = {path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(root)}
    return [f"{path} has {lines} lines; past {LONGEST} it asks to be two modules." for path, lines in lengths.items() if lines > LONGEST]


def environment_readers(root: Path) -> list[str]:
    """A sentence for each module besides those that may that looks at the process's environment."""
    found = []
    for path in _modules(root):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            word = node.attr if isinstance(node, ast.Attribute) else node.name if isinstance(node, ast.alias) else ""
            if word in ("environ", "environb", "getenv", "putenv") and name not in ENVIRONMENT_READERS:
                found.append(f"{name}:{getattr(node, 'lineno', 0)} reads the environment; only drafter/settings.py does, so ask for a setting.")
    return found


def test_every_import_follows_the_arrows_of_the_plan() -> None:
    assert [] == wrong_arrows(CHECKOUT)


def test_every_room_has_its_place_in_the_plan() -> None:
    """A new module or folder right under drafter/ is put in MAY_IMPORT, so that its arrows are chosen and not just grown."""
    rooms = {path.relative_to(CHECKOUT / "drafter").parts[0].removesuffix(".py") for path in _modules(CHECKOUT)}
    assert set() == rooms - FOUNDATIONS - MAY_IMPORT.keys() - {"__init__", "__main__"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("drafter/verdict/judge.py", "from drafter.completion.writer import Writer"),
        ("drafter/verdict/judge.py", "from drafter import completion"),
        ("drafter/verdict/judge.py", "from ..completion import writer"),
        ("drafter/text/fold.py", "import drafter.brief"),
        ("drafter/strict.py", "from drafter.request import DraftRequest"),
        ("drafter/house.py", "def house():\n    from drafter.app import create_app"),
        ("drafter/terminal/serve.py", "from drafter.app import create_app"),
    ],
)
def test_an_arrow_that_points_the_wrong_way_is_told_with_its_place(tmp_path: Path, path: str, line: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(line, encoding="utf-8")
    (sentence,) = wrong_arrows(tmp_path)
    assert sentence.startswith(f"{path}:{line.count(chr(10)) + 1} imports drafter.")
    assert "points the wrong way" in sentence


def test_serve_may_reach_the_service_inside_a_function(tmp_path: Path) -> None:
    (tmp_path / "drafter/terminal").mkdir(parents=True)
    (tmp_path / "drafter/terminal/serve.py").write_text("def run():\n    from drafter.app import create_app\n", encoding="utf-8")
    assert [] == wrong_arrows(tmp_path)


@pytest.mark.parametrize("library", SOLE_IMPORTERS)
def test_a_library_that_may_change_under_us_is_imported_in_one_place(library: str) -> None:
    assert SOLE_IMPORTERS[library] == {found.path for found in imports_in(CHECKOUT) if found.module.split(".")[0] == library}


def test_the_environment_is_read_in_settings_alone() -> None:
    assert [] == environment_readers(CHECKOUT)


def test_reading_the_environment_elsewhere_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "drafter").mkdir()
    (tmp_path / "drafter/brief.py").write_text("import os\n\nZONE = os.environ['TZ']\n", encoding="utf-8")
    assert ["drafter/brief.py:3 reads the environment; only drafter/settings.py does, so ask for a setting."] == environment_readers(tmp_path)


@pytest.mark.parametrize("folder", ["prompts", "guardrails"])
def test_content_holds_no_python(folder: str) -> None:
    """Translators and QA leads work there; and `guardrails` is another project's import name."""
    assert [] == sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / folder).rglob("*.py"))


def test_no_module_is_longer_than_one_reads_at_a_sitting() -> None:
    assert [] == long_modules(CHECKOUT)


def test_a_long_module_is_asked_to_be_two(tmp_path: Path) -> None:
    (tmp_path / "drafter").mkdir()
    (tmp_path / "drafter/draft.py").write_text("\n" * (LONGEST + 1), encoding="utf-8")
    assert [f"drafter/draft.py has {LONGEST + 1} lines; past {LONGEST} it asks to be two modules."] == long_modules(tmp_path)


def test_every_module_is_named_for_what_it_holds() -> None:
    assert [] == [path.relative_to(CHECKOUT).as_posix() for path in _modules(CHECKOUT) if path.stem in VAGUE or path.parent.name in VAGUE]


def test_the_database_is_the_stores_own_business() -> None:
    assert {"store"} == {found.room for found in imports_in(CHECKOUT) if found.module.split(".")[0] in ("sqlalchemy", "alembic", "advanced_alchemy")}


def test_a_draft_at_the_terminal_loads_no_database() -> None:
    program = (
        "import sys\n"
        "from drafter.cli import main\n"
        "try:\n    main(['draft', '-'])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "print(sorted({'sqlalchemy', 'alembic', 'litestar', 'uvicorn'} & sys.modules.keys()))\n"
    )
    ticket = b'{"language": "en", "conversation": [{"author": "customer", "text": "Where is my parcel?"}]}'
    done = subprocess.run([sys.executable, "-c", program], input=ticket, capture_output=True, check=True, cwd=CHECKOUT)
    assert ["0", "[]"] == done.stdout.decode().splitlines()[-2:], done.stderr.decode()


def test_check_loads_nothing_of_the_model_or_the_service() -> None:
    """What `drafter check` does not need it does not pay for: the clients, the server, the templates, the statistics of languages."""
    program = (
        "import sys\n"
        "from drafter.cli import main\n"
        "try:\n    main(['check', '-', '--language', 'en'])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "print(sorted({'openai', 'httpx2', 'litestar', 'uvicorn', 'jinja2', 'lingua', 'tiktoken', 'babel', 'sqlalchemy'} & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=b"We guarantee it.", capture_output=True, check=True, cwd=CHECKOUT)
    assert ["1", "[]"] == done.stdout.decode().splitlines()[-2:], done.stderr.decode()
