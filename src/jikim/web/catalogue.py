"""Keeps the English beside the Korean: finds every sentence that the sources show, and compiles the catalogue.

``python -m jikim.web.catalogue`` compiles; with ``missing`` it prints, as catalogue entries, what has no English yet.
It needs no gettext on the machine.
"""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCES: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = SOURCES / "web" / "locale" / "en" / "LC_MESSAGES"
MARKS: Final = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
PLURAL_MARKS: Final = frozenset({"ngettext", "ngettext_lazy"})
KOREAN: Final = re.compile(r"[가-힣]")
_STRING: Final = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL: Final = re.compile(rf"\b(n?gettext|_)\(\s*u?{_STRING}(?:\s*,\s*u?{_STRING})?")

HOLDERS: Final = re.compile(r"%\(\w+\)[sd]")

Message = str | tuple[str, str]


def messages() -> dict[Message, str]:
    """Give every Korean sentence of the sources that is marked for translation, with the file that shows it first."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".html", ".txt", ".py"}:
            text = path.read_text(encoding="utf-8")
            said = _in_python(text) if path.suffix == ".py" else _in_template(text)
            for message in said:
                if KOREAN.search(message if isinstance(message, str) else message[0]):
                    found.setdefault(message, path.relative_to(SOURCES).as_posix())
    return found


def english() -> Catalog:
    """Read the catalogue."""
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def missing() -> dict[Message, str]:
    """Give what the sources show and the catalogue does not say in English, or says only in part."""
    known = english()
    return {message: path for message, path in messages().items() if not _translated(known, message)}


def compile_catalogue() -> Path:
    """Write the compiled catalogue beside the readable one, and give its path."""
    target = FOLDER / "django.mo"
    with target.open("wb") as file:
        write_mo(file, english())
    return target


def _translated(known: Catalog, message: Message) -> bool:
    entry = known.get(message if isinstance(message, str) else message[0])
    if entry is None or entry.fuzzy:
        return False
    said = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    return all(said) and (isinstance(message, str) or len(said) == len(message))


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in MARKS and texts:
                yield texts[0]
            if name in PLURAL_MARKS and len(texts) > 1:
                yield texts[0], texts[1]


def _in_template(text: str) -> Iterator[Message]:
    for name, first, second in _CALL.findall(templatize(text)):
        message = str(ast.literal_eval(first))
        yield (message, str(ast.literal_eval(second))) if name == "ngettext" and second else message


def _entry(message: Message, path: str) -> str:
    ids = (message,) if isinstance(message, str) else message
    quoted = [str(one).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for one in ids]
    if len(quoted) == 1:
        return f'#: {path}\nmsgid "{quoted[0]}"\nmsgstr ""\n'
    return f'#: {path}\nmsgid "{quoted[0]}"\nmsgid_plural "{quoted[1]}"\nmsgstr[0] ""\nmsgstr[1] ""\n'


def main() -> None:
    """Compile, or print what is missing."""
    if sys.argv[1:] == ["missing"]:
        sys.stdout.write("\n".join(_entry(message, path) for message, path in missing().items()))
    else:
        sys.stdout.write(f"{compile_catalogue()}\n")


if __name__ == "__main__":
    main()
