"""The rules of the house as tests: floors, sizes, mutes, locks, and documents that cannot lie."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import ast
import importlib
import itertools
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest
from django.core.management import call_command

from jikim.inquiries import models as inquiries
from jikim.rights import models as rights
from tests.documents import CHECKOUT, SOURCE, STATES, kept_files, modules, pages, promises, quoted

FILE_LINES, FUNCTION_LINES = 400, 40
ROOMS = sorted(path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__"))
DUMPING_GROUNDS = {"base", "common", "core", "helpers", "managers", "services", "utils"}
MUTE = re.compile(r"#\s*(noqa|type:\s*ignore|nosec|pragma:\s*no cover)(?P<rest>[^#]*)(?P<more>#.*)?$")
LOCKS = {path.name: path.with_suffix(".txt").name for path in sorted(CHECKOUT.glob("requirements*.in"))}
TASKS = {"run", "test", "check", "bench", "docs"}
TEXT = {".cfg", ".css", ".html", ".in", ".json", ".md", ".po", ".py", ".sh", ".toml", ".txt", ".typ", ".yml", ""}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def functions() -> Iterator[tuple[Path, Function]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield path, node


def length(node: Function) -> int:
    """Lines of a function from ``def`` to its last one; what its docstring takes is not held against it."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


# Floors and sizes


def test_imports_only_go_downstairs() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_no_room_is_named_for_a_technique() -> None:
    names = {part for path in modules() for part in path.relative_to(SOURCE).with_suffix("").parts}

    assert names & DUMPING_GROUNDS == set()


def test_every_room_opens_with_one_sentence() -> None:
    silent = [short(path) for path in modules() if not ast.get_docstring(tree(path))]

    assert silent == []


def test_no_file_outgrows_its_room() -> None:
    long = {short(path): count for path in modules() if (count := len(path.read_bytes().splitlines())) > FILE_LINES}

    assert long == {}


def test_no_function_outgrows_a_screen() -> None:
    long = {
        f"{short(path)}:{node.lineno}": size for path, node in functions() if (size := length(node)) > FUNCTION_LINES
    }

    assert long == {}


def test_nothing_is_imported_inside_a_function() -> None:
    hidden = [
        f"{short(path)}:{inner.lineno}"
        for path, node in functions()
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def test_no_import_is_for_the_type_checker_only() -> None:
    guarded = [
        short(path)
        for path in modules()
        if re.search(r"^\s*if (typing\.)?TYPE_CHECKING", path.read_text(), re.MULTILINE)
    ]

    assert guarded == []


def test_every_mute_has_its_reason() -> None:
    bare = [
        f"{short(path)}:{number}"
        for path in [*modules(migrations=True), *CHECKOUT.glob("tests/**/*.py"), *CHECKOUT.glob("bench/**/*.py")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mute := MUTE.search(line)) and path != Path(__file__)
        if len((mute["more"] or mute["rest"].partition("--")[2] or "").strip("# -")) < 8
    ]

    assert bare == []


@pytest.mark.django_db(databases="__all__")
def test_every_change_of_a_table_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# What must never land


def _machine() -> dict[str, re.Pattern[str]]:
    """Give what would tie the repository to one machine; put together here, so that this file names none either."""
    homes = [Path.home(), CHECKOUT.parent]
    paths = [re.escape(f"{folder}/") for folder in homes if len(folder.parts) > 1]
    # A path that starts a word: jikim's own room of that name inside a longer path is no path of a machine.
    return {
        "a path of this machine": re.compile(rf"(?<![\w.)}}-])(?:{'|'.join([*paths, '/home/' + '[a-z]'])})"),
        "the address of a package index": re.compile("|".join(["(?:extra-)?index" + "-url", "find" + "-links"])),
        "a resolved address": re.compile('"reso' + 'lved":'),
        "a package host": re.compile("|".join(["files.python" + "hosted", r"pypi\.(?:org/simp" + "le|internal)"])),
    }


def test_no_file_names_a_machine_or_a_package_index() -> None:
    found = [
        f"{short(path)}: {what}"
        for path in kept_files()
        if path.suffix in TEXT
        for what, pattern in _machine().items()
        if pattern.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


@pytest.mark.parametrize(("asked", "lock"), LOCKS.items())
def test_every_locked_package_has_its_hash(asked: str, lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", (CHECKOUT / lock).read_text(), flags=re.MULTILINE).strip())
    locked = {block.partition("==")[0].lower() for block in blocks}
    names = re.findall(r"^([A-Za-z0-9_.-]+)", (CHECKOUT / asked).read_text(), re.MULTILINE)
    wanted = {name.lower().replace("_", "-") for name in names if not name.startswith("-")}

    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []
    assert {name for name in wanted if not any(have.partition("[")[0] == name for have in locked)} == set()


def test_the_locks_agree() -> None:
    pin = re.compile(r"^([\w.-]+)\S*==(\S+) *(;[^\\\n]*)?", re.MULTILINE)
    pins: dict[str, set[str]] = {}
    for lock in LOCKS.values():
        for name, version, where in pin.findall((CHECKOUT / lock).read_text(encoding="utf-8")):
            pins.setdefault(name + where, set()).add(version)

    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def test_docs_map_lists_every_room_and_no_other() -> None:
    told = {name.removeprefix("jikim.") for name in quoted("docs/map.md") if re.fullmatch(r"jikim\.[a-z]+", name)}
    single = {"clock", "errors"}

    assert told == {*ROOMS, *single}


def test_docs_floors_are_the_contract() -> None:
    contract = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    floors = [" ".join(sorted(re.findall(r"[a-z]+", layer))) for layer in contract["layers"]]
    picture = re.search(r"```floors\n(.*?)```", (CHECKOUT / "docs/map.md").read_text(encoding="utf-8"), re.DOTALL)
    drawn = [" ".join(sorted(re.findall(r"[a-z]+", line))) for line in picture[1].splitlines()] if picture else []

    assert drawn == floors


def test_docs_name_every_environment_variable() -> None:
    names = {
        node.value
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"JIKIM_[A-Z_]+", node.value)
    }

    assert names - quoted("docs/operate.md") == set()


def test_docs_name_every_fact_and_no_other() -> None:
    vocabulary = set(importlib.import_module("jikim.proof.facts").VOCABULARY)
    told = {name for name in quoted("docs/flows.md") if re.fullmatch(r"[a-z]+:[a-z-]+", name)}

    assert told == vocabulary


def test_docs_list_the_promises_in_order() -> None:
    numbers = [promise.number for promise in promises()]

    assert numbers == [f"P{number}" for number in range(1, 23)]


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.number)
def test_docs_tell_the_truth_about_a_promise(promise) -> None:  # noqa: ANN001 -- pytest hands it in
    gone = [guard for guard in promise.guards if not _stands(guard)]
    gone += [path for path in promise.tests if not (CHECKOUT / path).is_file()]

    assert promise.state in STATES
    assert gone == []
    assert bool(promise.guards) == bool(promise.tests) == (promise.state != "not yet")
    assert bool(promise.missing) == (promise.state == "partly")


def _stands(guard: str) -> bool:
    """Say whether a guard is there: a module, a name in it (``jikim.vault.keep.keep``), words (``module: words``)."""
    name, _, words = guard.partition(": ")
    parts = name.split(".")[1:]
    for end in range(len(parts), 0, -1):
        path = SOURCE.joinpath(*parts[:end])
        files = [path.with_suffix(".py")] if path.with_suffix(".py").is_file() else sorted(path.rglob("*.py"))
        if files:
            text = "\n".join(file.read_text(encoding="utf-8") for file in files)
            return all(re.search(rf"\b{re.escape(word)}\b", text) for word in [*parts[end:], *filter(None, [words])])
    return False


def test_every_promise_test_belongs_to_a_promise() -> None:
    told = {path for promise in promises() for path in promise.tests}
    files = {short(path) for path in CHECKOUT.glob("tests/promises/test_*.py")}

    assert files - told == set()


def test_docs_name_tasks_that_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        task
        for page in pages()
        for task in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert named - targets == set()
    assert targets >= TASKS


def test_docs_name_commands_that_exist() -> None:
    known = set(importlib.import_module("jikim.cli.main").COMMANDS)
    named = {
        command
        for page in pages()
        for command in re.findall(
            r"(?:^|`)(?:\.venv/bin/)?jikim ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    }

    assert named - known == set()


def test_docs_link_to_files_that_exist() -> None:
    dead = [
        f"{short(page)}: {target}"
        for page in pages()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert dead == []


def test_docs_have_clean_lines() -> None:
    marks = re.compile("TO" + "DO|FIX" + "ME|X" + "XX")
    untidy = [
        f"{short(page)}:{number}"
        for page in pages()
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        if line != line.rstrip() or "\t" in line or marks.search(line)
    ]

    assert untidy == []


def test_the_readme_fits_its_first_screen() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 80
    assert all(command in text for command in ("make run", "make test", "Not "))


def test_continuous_integration_runs_the_same_tasks() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")

    assert re.findall(r"^make (\w+)", script, re.MULTILINE) == ["check", "test"]


@pytest.mark.parametrize(
    ("head", "exits"),
    [("State of an inquiry", inquiries.EXITS), ("State of a request", rights.EXITS)],
    ids=["inquiry", "request"],
)
def test_docs_flows_shows_the_states_of_the_code(head: str, exits: Mapping[str, Collection[str]]) -> None:
    told: dict[str, set[str]] = {}
    lines = (CHECKOUT / "docs" / "flows.md").read_text(encoding="utf-8").partition(f"| {head} |")[2].splitlines()[2:]
    for line in itertools.takewhile(lambda line: line.startswith("|"), lines):
        states, ways = (cell.strip() for cell in line.strip("|").split("|"))
        for state in states.split(", "):
            told[state] = set() if ways == "none" else set(ways.split(", "))

    assert told == {str(state): {str(way) for way in ways} for state, ways in exits.items()}
