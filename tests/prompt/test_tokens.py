import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from drafter.prompt.tokens import TokenCounter

WITHOUT_NETWORK = """
import socket
def refuse(*args, **kwargs): raise AssertionError("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from drafter.house import open_house
print(open_house().library.tokens.count("Where is my parcel?"))
"""


def test_counting_needs_no_network_even_with_an_empty_cache_and_keeps_what_it_needs_in_the_folder_that_is_set(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK],
        env={"DRAFTER_CACHE": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ("5\n", "") == (done.stdout, done.stderr)
    assert 1 == len(list((tmp_path / "tokens").iterdir()))


def test_a_damaged_cache_is_mended(tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "tokens" / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"not a vocabulary")

    test_counting_needs_no_network_even_with_an_empty_cache_and_keeps_what_it_needs_in_the_folder_that_is_set(tmp_path)


def test_special_tokens_in_a_text_are_plain_text() -> None:
    assert 1 < TokenCounter().count("<|endoftext|>")


def test_a_lone_surrogate_is_counted_like_any_unknown_character() -> None:
    assert 1 <= TokenCounter().count("\ud800")


def test_threads_may_count_at_the_same_time() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert {5} == set(pool.map(TokenCounter().count, ["Where is my parcel?"] * 32))
