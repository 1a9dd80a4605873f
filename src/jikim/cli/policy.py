"""`jikim policy`: reads published prose, compiles it, checks and renders what was compiled; on files alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from jikim.errors import Invalid
from jikim.policy import toml
from jikim.policy.check import check
from jikim.policy.compile import assumed, compiled
from jikim.policy.facts import facts
from jikim.policy.finding import Finding
from jikim.policy.model import Policy
from jikim.policy.read import Reading, read
from jikim.policy.render import plain

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Read, compile, check and render privacy policies."""


@command.command("read")
@click.argument("file", type=_file)
def read_command(file: Path) -> None:
    """Show what was understood of the prose in FILE, what is open, and what does not hold."""
    reading = _read(file)
    click.echo(json.dumps(facts(reading), ensure_ascii=False, indent=1))
    for question in reading.questions:
        click.echo(f"? {question.slug}  {question.asks}  [{question.default}]", err=True)
    _show(reading.findings)


@command.command("facts")
@click.argument("file", type=_file)
def facts_command(file: Path) -> None:
    """Print the facts of the prose in FILE as JSON."""
    click.echo(json.dumps(facts(_read(file)), ensure_ascii=False, indent=1))


@command.command("compile")
@click.argument("file", type=_file)
@click.option("--answer", "answers", multiple=True, metavar="SLUG=VALUE", help="Answer a question of `policy read`.")
def compile_command(file: Path, answers: tuple[str, ...]) -> None:
    """Print policy.toml for the prose in FILE; what nobody answered takes its default, named on standard error."""
    given = dict(answer.partition("=")[::2] for answer in answers)
    reading = _read(file)
    click.echo(toml.dumps(compiled(reading, given)), nl=False)
    for question in assumed(reading, given):
        click.echo(f"default {question.slug}={question.default}: {question.asks}", err=True)


@command.command("check")
@click.argument("file", type=_file)
def check_command(file: Path) -> None:
    """Check the compiled policy FILE against itself; exit code 1 where it contradicts itself."""
    findings = check(_policy(file))
    _show(findings)
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(1)


@command.command("render")
@click.argument("file", type=_file)
def render_command(file: Path) -> None:
    """Write the policy of FILE (policy.toml, or prose) as the public page says it, in plain text."""
    click.echo(plain(_policy(file)), nl=False)


def _policy(file: Path) -> Policy:
    return toml.loads(_text(file)) if file.suffix == ".toml" else compiled(_read(file))


def _read(file: Path) -> Reading:
    return read(_text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        rule = "not-utf8"
        raise Invalid(rule, hint=f"{file.name} is not UTF-8 text") from None


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding.severity:8} {finding.rule}  {finding.message}  {finding.article}", err=True)
