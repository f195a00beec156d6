"""Where `prompts/` and `guardrails/` are: the only finder of content.

In a checkout they stand beside the package; in an installed wheel they are inside it. A setting may point each of them elsewhere.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InvalidContent, Problem

_PASSING = frozenset({"4913", "Thumbs.db", "desktop.ini"})  # the first is vim's, to see whether it may write
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Content:
    """The two content folders."""

    prompts: Path
    guardrails: Path


def find_content(prompts: Path | None = None, guardrails: Path | None = None) -> Content:
    """The folders that were named, else those of the checkout or of the wheel. InvalidContent when a folder is not there."""
    return Content(_folder("prompts", prompts), _folder("guardrails", guardrails))


def languages_in(folder: Path) -> list[str]:
    """Languages are discovered by listing: every folder is one, except those that hold for all (`any`) or are hidden."""
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name != "any" and entry.name[0] not in "._")


def files_in(folder: Path, pattern: str = "**/*") -> list[Path]:
    """The files under a folder, in order, without what editors and systems leave beside them; none when there is no such folder."""
    found = sorted(path for path in folder.glob(pattern) if not any(map(_is_left_over, path.relative_to(folder).parts)))
    return [path for path in found if path.is_file()]


def stamps_in(folder: Path, pattern: str = "**/*") -> dict[Path, tuple[int, int]]:
    """When each of these files was written, in nanoseconds, and how many bytes it has: where that is the same, nothing was edited."""
    stamps: dict[Path, tuple[int, int]] = {}
    for path in files_in(folder, pattern):
        with suppress(FileNotFoundError):  # it went between the listing and the look
            state = path.stat()
            stamps[path] = (state.st_mtime_ns, state.st_size)
    return stamps


def _is_left_over(name: str) -> bool:
    """Hidden files, locks (`.#x.toml`), backups (`x.toml~`), files that an editor writes for a moment while it saves."""
    return name.startswith(".") or name.endswith(("~", ".swp", "___")) or (name[0] == name[-1] == "#") or name in _PASSING


def _folder(name: str, chosen: Path | None) -> Path:
    # The wheel's own first: beside an installed package stands whatever else is installed, and `guardrails` is another project's import name.
    candidates = [chosen] if chosen else [_PACKAGE / "_content" / name, _PACKAGE.parent / name]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise InvalidContent(Problem(str(candidates[-1]), f"There is no such folder for {name}.", f"Set DRAFTER_{name.upper()} to one, or unset it."))
