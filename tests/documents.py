"""Reads the documents as data, so that tests can hold them against the code."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src" / "jikim"
STATES = ("kept", "partly", "not yet")


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One section of docs/promises.md; guards and tests are the names in back-quotes of those two lines."""

    number: str
    state: str
    guards: tuple[str, ...]
    tests: tuple[str, ...]
    missing: str


def promises() -> list[Promise]:
    """Give the promises in the order of the document."""
    text = (CHECKOUT / "docs" / "promises.md").read_text(encoding="utf-8")
    sections = re.split(r"^## (?=P\d+ )", text, flags=re.MULTILINE)[1:]
    return [_promise(section) for section in sections]


def _promise(section: str) -> Promise:
    lines = dict(re.findall(r"^- (State|Guard|Test|Missing): (.+(?:\n  .+)*)$", section, re.MULTILINE))
    return Promise(
        number=section.split(maxsplit=1)[0],
        state=lines.get("State", ""),
        guards=tuple(re.findall(r"`([^`]+)`", lines.get("Guard", ""))),
        tests=tuple(re.findall(r"`([^`]+)`", lines.get("Test", ""))),
        missing=lines.get("Missing", ""),
    )


def quoted(path: str) -> set[str]:
    """Give every single-line name in back-quotes of a document, without its code blocks."""
    text = re.sub(r"^```.*?^```", "", (CHECKOUT / path).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", text))


def pages() -> list[Path]:
    """Give every Markdown document of the repository."""
    return sorted(path for path in kept_files() if path.suffix == ".md")


def kept_files() -> list[Path]:
    """Give the files that git keeps or would keep; without git, all but what is plainly made."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return list(_walk())
    return [path for name in done.stdout.split("\0") if name and (path := CHECKOUT / name).is_file()]


def _walk() -> Iterator[Path]:
    for path in CHECKOUT.rglob("*"):
        parts = path.relative_to(CHECKOUT).parts
        hidden = any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts)
        if path.is_file() and not hidden and not {"__pycache__", "data", "htmlcov"} & set(parts):
            yield path


def modules(*, migrations: bool = False) -> list[Path]:
    """Give the Python files of the product, migrations only where asked for."""
    return sorted(path for path in SOURCE.rglob("*.py") if migrations or "migrations" not in path.parts)
