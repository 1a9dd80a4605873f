"""The environment is read through one typed helper; what cannot be read stops the start and is not repeated."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jikim.project import env, secret

NAME = "JIKIM_TEST_VALUE"


def test_a_file_that_cannot_be_read_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "nowhere"))

    with pytest.raises(ImproperlyConfigured):
        env.text(NAME)


def test_a_file_that_is_no_text_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "value").write_bytes(b"\xff\xfe")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "value"))

    with pytest.raises(ImproperlyConfigured):
        env.text(NAME)


@pytest.mark.parametrize("value", ["maybe", "", "2", "tru"])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(ImproperlyConfigured) as caught:
        env.flag(NAME)

    assert str(caught.value) == f"{NAME} must be yes or no"


@pytest.mark.parametrize("value", ["", "-1", "1.5", "s3cret", "１２"])
def test_a_number_is_whole_and_a_wrong_one_is_not_repeated(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(ImproperlyConfigured) as caught:
        env.number(NAME, 5)

    assert str(caught.value) == f"{NAME} must be a whole number"


def test_a_file_comes_before_a_value_and_a_value_before_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = [env.text(NAME, "default")]
    monkeypatch.setenv(NAME, "value")
    told.append(env.text(NAME, "default"))
    (tmp_path / "value").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "value"))
    told.append(env.text(NAME, "default"))

    assert told == ["default", "value", "from a file"]


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("ON", True), ("0", False), ("no", False), ("False", False)]
)
def test_a_flag_may_be_written_in_several_ways(monkeypatch: pytest.MonkeyPatch, value: str, *, expected: bool) -> None:
    monkeypatch.setenv(NAME, value)

    assert env.flag(NAME) is expected


def test_names_are_parted_by_commas_and_empty_ones_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a.example, ,b.example,")

    assert env.names(NAME, "x") == ["a.example", "b.example"]


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    first, again = secret.ensure(path), secret.ensure(path)

    assert first == again
    assert len(first) >= 48
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
