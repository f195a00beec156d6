"""What a person sees while a long batch runs."""

from __future__ import annotations

import pytest

from drafter.terminal.batch import Progress


def test_a_bar_shows_how_much_of_a_file_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Progress(1_000, shown=True)
    shown.step(99, 250)
    assert "" == capsys.readouterr().err
    shown.step(200, 250)
    assert f"\r[{'#' * 15}{'-' * 15}]  50%  200 judged" == capsys.readouterr().err
    shown.done()
    assert "" == capsys.readouterr().err.strip()


def test_of_what_is_piped_in_the_lines_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(shown=True).step(1_200, 9_000)
    assert "\r1,200 judged" == capsys.readouterr().err


def test_nobody_watching_means_no_output(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Progress(1_000)
    shown.step(500, 500)
    shown.done()
    assert "" == capsys.readouterr().err
