import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drafter.prompt.tokens import count_tokens, encoding_of

WITHOUT_NETWORK = """
import socket
def refuse(*args, **kwargs): raise AssertionError("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from drafter.prompt.tokens import count_tokens
print(count_tokens("Where is my parcel?"), count_tokens("Where is my parcel?", "gpt-4"))
"""


def test_counting_needs_no_network_even_with_an_empty_cache(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK],
        env={"XDG_CACHE_HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ("5 5\n", "") == (done.stdout, done.stderr)
    assert 2 == len(list((tmp_path / "drafter" / "tokens").iterdir()))


def test_a_damaged_cache_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "drafter" / "tokens"
    folder.mkdir(parents=True)
    (folder / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"not a vocabulary")

    test_counting_needs_no_network_even_with_an_empty_cache(tmp_path)


@pytest.mark.parametrize(
    ("model", "expected"),
    [(None, "o200k_base"), ("gpt-4o-mini", "o200k_base"), ("gpt-4", "cl100k_base"), ("davinci", "o200k_base"), ("our-llama", "o200k_base")],
)
def test_a_model_that_is_not_known_or_not_at_hand_counts_in_o200k_base(model: str | None, expected: str) -> None:
    assert expected == encoding_of(model)


def test_special_tokens_in_a_text_are_plain_text() -> None:
    assert 1 < count_tokens("<|endoftext|>")


def test_a_lone_surrogate_is_counted_like_any_unknown_character() -> None:
    assert 1 <= count_tokens("\ud800")


def test_threads_may_count_at_the_same_time() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert {5} == set(pool.map(count_tokens, ["Where is my parcel?"] * 32))
