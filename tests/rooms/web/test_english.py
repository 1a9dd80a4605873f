"""Every Korean sentence that is shown has its English."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from jikim.web import catalogue


def test_no_sentence_lacks_its_english() -> None:
    assert not catalogue.missing()


def test_no_english_is_left_over() -> None:
    shown = {message if isinstance(message, str) else message[0] for message in catalogue.messages()}
    kept = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalogue.english() if entry.id}

    assert not kept - shown


def test_english_keeps_every_place_holder() -> None:
    for entry in catalogue.english():
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        said = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        for text in said if entry.id else []:
            assert set(catalogue.HOLDERS.findall(str(ids[0]))) == set(catalogue.HOLDERS.findall(str(text)))


def test_it_finds_sentences_in_python_and_in_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text('_("하나"); ngettext("%(n)d개", "%(n)d개들", n); _("not korean")', encoding="utf-8")
    (tmp_path / "b.html").write_text(
        '{% load i18n %}{% translate "둘" %}{% blocktranslate count n=n %}셋{% plural %}셋들{% endblocktranslate %}',
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogue, "SOURCES", tmp_path)

    assert set(catalogue.messages()) == {"하나", ("%(n)d개", "%(n)d개들"), "둘", ("셋", "셋들")}
