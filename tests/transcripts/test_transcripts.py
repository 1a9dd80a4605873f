"""Plays each transcript beside this file with the real command and compares what it prints, line by line.

In a transcript ``$`` begins a command, ``? 2`` after its output tells an exit code that is not 0, ``<word>`` stands for
a word that differs from run to run, ``<rest>`` for the rest of a line, and a line ``...`` for any lines.
``$ flip FILE`` turns one bit in the middle of a file.
JIKIM_WRITE=yes writes the outputs anew, to be read by a person before they are kept.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
ENTRY = "import sys; sys.argv[0] = 'jikim'; from jikim.cli.main import main; sys.exit(main())"
TRANSCRIPTS = sorted(HERE.glob("*.txt"))
LIMIT = 120


@dataclass(frozen=True, kw_only=True)
class Step:
    """One command with the lines that it must print."""

    command: str
    lines: tuple[str, ...]
    code: int


def steps(text: str) -> Iterator[Step]:
    """Read a transcript; what stands before its first command is for the reader."""
    for block in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *lines = block.rstrip("\n").split("\n")
        code = int(lines.pop()[2:]) if lines and re.fullmatch(r"\? \d+", lines[-1]) else 0
        yield Step(command=command, lines=tuple(lines), code=code)


def pattern(lines: tuple[str, ...]) -> str:
    """Make the expression that the output of a command must match as a whole."""
    parts = [r"(?:.*\n)*?" if line == "..." else _line(line) for line in lines]
    return "".join(parts)


def _line(line: str) -> str:
    held = {"<rest>": ".*"}
    pieces = re.split(r"(<[a-z]+>)", line)
    return "".join(held.get(one, r"\S+") if one[:1] == "<" else re.escape(one) for one in pieces) + "\n"


def play(step: Step, stage: Path) -> tuple[str, int]:
    """Run one command on the stage; gives what it printed, on both channels, and its exit code."""
    program, *arguments = shlex.split(step.command)
    if program == "flip":
        _flip(*stage.glob(arguments[0]))
        return "", 0
    assert program == "jikim"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("JIKIM_", "COV_", "DJANGO_"))}
    own = {"JIKIM_DATA": "desk", "PYTHONPATH": str(CHECKOUT / "src"), "COLUMNS": "100", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, *arguments],
        cwd=stage,
        env={**plain, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines()), done.returncode


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    """Give a folder with the golden log, a proof and the sample policy; the desk there is empty."""
    shutil.copytree(CHECKOUT / "tests" / "vectors" / "ledger", tmp_path, dirs_exist_ok=True)
    sample = CHECKOUT / "src" / "jikim" / "policy" / "sample"
    for name in ("policy.txt", "policy.toml"):
        shutil.copy(sample / name, tmp_path / name)
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    return tmp_path


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_command_says_what_its_transcript_says(path: Path, stage: Path) -> None:
    told = []
    for step in steps(path.read_text(encoding="utf-8")):
        said, code = play(step, stage)
        told.append((step, said, code))
    if os.environ.get("JIKIM_WRITE"):
        _write(path, told)

    for step, said, code in told:
        assert code == step.code, f"$ {step.command}\n{said}"
        assert re.fullmatch(pattern(step.lines), said), f"$ {step.command}\n{said}"


def _write(path: Path, told: list[tuple[Step, str, int]]) -> None:
    head = path.read_text(encoding="utf-8").partition("$ ")[0]
    blocks = [f"$ {step.command}\n{said}{f'? {code}' + chr(10) if code else ''}" for step, said, code in told]
    path.write_text(head + "".join(blocks), encoding="utf-8")


def test_every_command_has_a_transcript() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    shown = set(re.findall(r"^\$ jikim ([a-z]+)", text, re.MULTILINE))

    assert shown >= {"adopt", "check", "demo", "export", "invite", "policy", "verify"}


def test_a_transcript_that_says_something_else_fails() -> None:
    right = ("size <size>", "...", "end")

    assert re.fullmatch(pattern(right), "size 12\na\nb\nend\n")
    assert not re.fullmatch(pattern(right), "size 12\na\nb\n")
    assert not re.fullmatch(pattern(right), "size of 12\nend\n")
