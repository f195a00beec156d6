"""What the READMEs tell people to type, open or ask for is there; what they show as a session in a terminal happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from drafter.cli import main

CHECKOUT = Path(__file__).parents[1]
READMES = ("README.md", "prompts/README.md", "guardrails/README.md", "docs/operations.md")
PROGRAMS = ("drafter", ".venv/bin/drafter")

_FENCE = re.compile(r"^ *```(?P<tag>\w*)\n(?P<body>.*?)^ *```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)")
_SHELL = frozenset({"", "sh", "bash", "console"})
_PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
_SUFFIXES = (".toml", ".md", ".py", ".lock", ".j2", "Makefile", "Dockerfile", "LICENSE")
_ROUTE = re.compile(r"(?P<method>GET|POST|PUT|PATCH|DELETE) (?P<path>/[\w/{}.-]*)")
_NOT_RUN = ("make", "curl", "docker", "git")
_NOT_RUN_COMMANDS = ("serve", "new-language", "demo")  # they wait, write, or are run by a test of their own


@dataclass(frozen=True)
class Command:
    """Words of one simple command; `whole` when it is to be typed as it stands, not just named."""

    words: tuple[str, ...]
    whole: bool


def _text(readme: str) -> str:
    return (CHECKOUT / readme).read_text(encoding="utf-8")


def _fences(text: str) -> list[tuple[str, str]]:
    return [(fence["tag"], fence["body"]) for fence in _FENCE.finditer(text)]


def _inline(text: str) -> list[str]:
    return [span["code"].strip() for span in _INLINE.finditer(_FENCE.sub("", text))]


def _commands(text: str) -> Iterator[Command]:
    for tag, body in _fences(text):
        if tag in _SHELL:
            lines = body.replace("\\\n", " ").splitlines()
            # A console block shows commands after "$ " and what they print; without any "$ " it is commands throughout.
            shows_output = tag == "console" and any(line.startswith("$ ") for line in lines)
            typed = [line.removeprefix("$ ") for line in lines if not shows_output or line.startswith("$ ")]
            for line in typed:
                yield from (Command(words, whole=True) for words in _simple(line))
    for code in _inline(text):
        yield from (Command(words, whole=False) for words in _simple(code))


def _simple(line: str) -> Iterator[tuple[str, ...]]:
    """The simple commands of a shell line that are ours or make's or curl's; of other lines nothing."""
    if not re.search(r"\b(drafter|make|curl) ", line):
        return
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if set(word) <= set("|&;<>()"):
            while words and re.fullmatch(r"\w+=.*", words[0]):
                words.pop(0)
            if words and words[0] in (*PROGRAMS, "make", "curl"):
                yield tuple(words)
            words = []
        else:
            words.append(word)


def _wrong_command(command: Command) -> str:
    """What is wrong with a `drafter` command, or nothing."""
    typed = " ".join(command.words)
    current: click.Command = main
    rest = list(command.words[1:])
    while isinstance(current, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        following = current.commands.get(name)
        if following is None:
            return f"`{typed}`: there is no command {name!r}; there are {', '.join(sorted(current.commands))}."
        current = following
    options = {name: option for option in current.params if isinstance(option, click.Option) for name in (*option.opts, *option.secondary_opts)}
    arguments = 0
    while rest:
        word = rest.pop(0)
        if word == "-" or not word.startswith("-"):
            arguments += 1
        elif (name := word.partition("=")[0]) in options:
            if not options[name].is_flag and "=" not in word and rest:
                rest.pop(0)
        elif name not in ("-h", "--help"):
            return f"`{typed}`: `{current.name}` has no option {name}; there are {', '.join(sorted(options)) or 'none'}."
    able = [argument for argument in current.params if isinstance(argument, click.Argument)]
    needed = sum(argument.required for argument in able) if command.whole else 0
    return "" if needed <= arguments <= len(able) else f"`{typed}`: {arguments} arguments, and `{current.name}` takes {needed} to {len(able)}."


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", _text("Makefile"), re.MULTILINE))


def _named_paths(readme: str) -> Iterator[str]:
    """What stands in backquotes and looks like a file of ours; `<lang>` and `xx` stand for any name."""
    folders = {path.name for folder in (CHECKOUT, (CHECKOUT / readme).parent) for path in folder.iterdir() if path.is_dir()}
    for code in _inline(_text(readme)):
        path = re.sub(r"<[\w-]+>|\bxx\b", "*", code)
        if _PATH.fullmatch(path) and (path.endswith(_SUFFIXES) or ("/" in path and path.split("/")[0] in folders)):
            yield path


def _exists(path: str, readme: str) -> bool:
    """A file of the checkout, beside the README or below it; a rule may go by its name without the ending."""
    here = (CHECKOUT / readme).parent
    shapes = [path.rstrip("/"), path + ".toml", *(f"{folder}/{path}" for folder in ("*", "*/*", "*/*/*"))]
    return any(next(folder.glob(shape), None) for folder in (here, CHECKOUT) for shape in shapes)


def _curl(words: tuple[str, ...]) -> tuple[str, str] | None:
    """Method and path of a curl command against a server of ours on this machine."""
    (url, *_) = [word for word in words if re.match(r"https?://", word)] or [""]
    if not (match := re.fullmatch(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(/[^?#]*)?(?:[?#].*)?", url)):
        return None
    sends = any(word.partition("=")[0] in ("-d", "--data", "--data-binary", "--json") for word in words)
    chosen = [words[index + 1] for index, word in enumerate(words) if word in ("-X", "--request")]
    return (chosen or ["POST" if sends else "GET"])[0], match[1] or "/"


def _wrong_route(method: str, path: str) -> str:
    from drafter.app import create_app
    from drafter.settings import Settings

    for route in create_app(Settings(token="t")).routes:  # noqa: S106 nobody's token
        shape = re.sub(r"\{[^}]+\}", r"[^/]+", route.path)
        if re.fullmatch(shape, path.rstrip("/") or "/") and method in getattr(route, "methods", ()):
            return ""
    return f"{method} {path}: there is no such route."


def test_the_readme_opens_with_the_two_commands() -> None:
    first = _fences(_text("README.md"))[:1]
    assert [["make demo", "make test"]] == [re.findall(r"^(?:\$ )?(make (?:demo|test))\b", body, re.MULTILINE) for _, body in first]


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_that_a_readme_names_exists(readme: str) -> None:
    named = {word for command in _commands(_text(readme)) if command.words[0] == "make" for word in command.words[1:]}
    assert set() == {word for word in named if "=" not in word and not word.startswith("-")} - _targets()


@pytest.mark.parametrize("readme", READMES)
def test_every_drafter_command_that_a_readme_names_exists_with_its_options(readme: str) -> None:
    wrong = [_wrong_command(command) for command in _commands(_text(readme)) if command.words[0] in PROGRAMS]
    assert [] == [sentence for sentence in wrong if sentence]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("drafter rulez list", "there is no command 'rulez'"),
        ("echo hello | drafter check - --lang en", "`check` has no option --lang"),
        ("DRAFTER_MODEL=m drafter languages en", "1 arguments, and `languages` takes 0 to 0"),
        ("drafter draft", "0 arguments, and `draft` takes 1 to 1"),
    ],
)
def test_a_command_that_would_not_run_is_told(line: str, complaint: str) -> None:
    (words,) = _simple(line)
    assert complaint in _wrong_command(Command(words, whole=True))


@pytest.mark.parametrize("readme", READMES)
def test_every_path_that_a_readme_names_exists(readme: str) -> None:
    assert [] == sorted({path for path in _named_paths(readme) if not _exists(path, readme)})


@pytest.mark.parametrize("path", ["drafter/nowhere.py", "guardrails/en/guarantee/no-such-rule", "no-such-file.toml"])
def test_a_path_that_is_not_there_is_told(path: str) -> None:
    assert not _exists(path, "README.md")


@pytest.mark.parametrize("readme", READMES)
def test_every_route_that_a_readme_names_exists(readme: str) -> None:
    text = _text(readme)
    asked = {route for command in _commands(text) if command.words[0] == "curl" and (route := _curl(command.words))}
    named = {(match["method"], re.sub(r"\{[^}]+\}", "x", match["path"])) for code in _inline(text) if (match := _ROUTE.fullmatch(code))}
    assert [] == [sentence for method, path in sorted(asked | named) if (sentence := _wrong_route(method, path))]


@pytest.mark.parametrize("readme", READMES)
def test_what_a_readme_shows_in_a_terminal_happens(readme: str) -> None:
    """In a ```console block every line after `$ …` stands in what the command prints, in that order, however wide the terminal is; a line `…` stands
    for any."""
    assert [] == [complaint for tag, body in _fences(_text(readme)) if tag == "console" for complaint in _session(body)]


def _session(body: str) -> Iterator[str]:
    for typed in re.split(r"^\$ ", body.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        line, _, shown = typed.partition("\n")
        words = shlex.split(line, comments=True)
        if words[0] in _NOT_RUN or not any(word in PROGRAMS for word in words) or any(word in _NOT_RUN_COMMANDS for word in words):
            continue
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
        done = subprocess.run(line, shell=True, executable="/bin/bash", capture_output=True, text=True, cwd=CHECKOUT, env=environment, timeout=60)  # noqa: S602
        if done.returncode not in (0, 1):
            yield f"`{line}` ends with {done.returncode}: {done.stderr}"
        printed = " ".join((done.stdout + done.stderr).split())
        for wanted in filter(None, (" ".join(each.split()) for each in shown.splitlines())):
            if wanted != "…":
                _, found, printed = printed.partition(wanted)
                if not found:
                    yield f"`{line}` does not print, in this place: {wanted}"
                    break
