"""Breaks a guard on purpose and demands that its test notices: a test that passes on broken code proves nothing.

``tests/mutants.toml`` lists them: promise, file (from ``src/jikim``), old, new, test (from ``tests``).  Each is one
replacement that must match exactly once, made in a copy of the source; the checkout is never touched.
As a command: ``python -m tests.mutants [P13 ...]`` runs all of them, or those of the named promises, side by side.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
LIST = CHECKOUT / "tests" / "mutants.toml"
LIMIT = 300  # seconds for one test on a busy machine
INHERITED = re.compile(r"^(JIKIM_(?!SHARED)|PYTEST_|COV_|COVERAGE_|DJANGO_)")
TESTS_FAILED = 1  # pytest's exit status; any other than this one is not a test that noticed


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One way to break a promise, and the test that must not stand for it."""

    promise: str
    file: str
    old: str
    new: str
    test: str

    def __str__(self) -> str:
        return f"{self.promise} {self.file} -> {self.test}"


def listed() -> list[Mutant]:
    """Give every mutant of the list, in its order."""
    return [Mutant(**entry) for entry in tomllib.loads(LIST.read_text(encoding="utf-8")).get("mutant", [])]


def complaint(mutant: Mutant) -> str:
    """Run one mutant; gives "" when its test failed as it must, else what is wrong."""
    with tempfile.TemporaryDirectory(prefix="jikim-mutant-") as folder:
        source = Path(folder, "src")
        shutil.copytree(CHECKOUT / "src", source)  # compiled files too: they keep their dates, so they still hold
        target = source / "jikim" / mutant.file
        if not target.is_file():
            return "its file is gone"
        text = target.read_text(encoding="utf-8")
        if (count := text.count(mutant.old)) != 1:
            return f"its old text is there {count} times, not once"
        target.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        shutil.rmtree(target.parent / "__pycache__", ignore_errors=True)
        return _verdict(mutant, source)


def _verdict(mutant: Mutant, source: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not INHERITED.match(name)}
    environment["PYTHONPATH"] = os.pathsep.join([str(source), str(CHECKOUT)])
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:xdist", "-p", "no:cov", "-o", f"pythonpath={source} ."]
    try:
        done = subprocess.run(
            [*command, f"tests/{mutant.test}"],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"its test did not end in {LIMIT} s"
    if done.returncode == TESTS_FAILED and re.search(r"^FAILED|\b[1-9]\d* failed", done.stdout, re.MULTILINE):
        return ""
    what = "survived" if done.returncode == 0 else f"did not run (pytest ended with {done.returncode})"
    return f"{what}:\n{done.stdout[-1500:]}{done.stderr[-500:]}"


def main(promises: list[str]) -> int:
    """Run the listed mutants side by side; gives 1 when one of them lives."""
    chosen = [mutant for mutant in listed() if not promises or mutant.promise in promises]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(complaint, chosen))
    for mutant, wrong in zip(chosen, complaints, strict=True):
        print(f"{'lives' if wrong else 'dies '}  {mutant}" + (f"\n{wrong}" if wrong else ""))  # noqa: T201 -- a command prints
    return int(any(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
