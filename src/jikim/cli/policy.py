"""`jikim policy`: reads published prose, compiles it, checks and renders what was compiled; on files alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from jikim import __version__, clock
from jikim.policy import toml
from jikim.policy.check import check
from jikim.policy.compare import compare
from jikim.policy.compile import assumed, compiled
from jikim.policy.draft import drafted, text
from jikim.policy.facts import facts
from jikim.policy.finding import Finding
from jikim.policy.lint import lint
from jikim.policy.model import Policy, schema
from jikim.policy.read import Reading, read
from jikim.policy.render import plain
from jikim.policy.sarif import sarif
from jikim.policy.source import text_of

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


@command.command("lint")
@click.argument("file", type=_file)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day whose law applies; today where left out.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
def lint_command(file: Path, on: datetime | None, shape: str) -> None:
    """Hold the policy of FILE (policy.toml, or prose) against the law of a day; exit code 1 where an error is found."""
    day = on.date() if on else clock.day_of(clock.now())
    findings = lint(_policy(file), day)
    if shape == "text":
        _report(findings)
    else:
        found = sarif(findings, file=file.name, version=__version__) if shape == "sarif" else [*map(asdict, findings)]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(1)


@command.command("draft")
@click.argument("file", type=_file)
@click.option("--language", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
def draft_command(file: Path, language: str) -> None:
    """Write the policy of FILE anew in the 24 sections of the drafting guide."""
    policy = _policy(file)
    click.echo(text(drafted(policy, language="en" if language == "en" else "ko"), policy.title), nl=False)


@command.command("compare")
@click.argument("old", type=_file)
@click.argument("new", type=_file)
def compare_command(old: Path, new: Path) -> None:
    """List what changes from OLD to NEW, and whether each change asks for consent again or for a notice."""
    for change in compare(_policy(old), _policy(new)):
        click.echo(f"{change.needs:8} {change.kind}  {change.purpose}  {change.reason}")
        click.echo(f"         - {change.before}\n         + {change.after}")


@command.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of policy.toml."""
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))


def _policy(file: Path) -> Policy:
    return toml.loads(text_of(file.read_bytes())) if file.suffix == ".toml" else compiled(_read(file))


def _read(file: Path) -> Reading:
    return read(text_of(file.read_bytes()))


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding.severity:8} {finding.rule}  {finding.message}  {finding.article}", err=True)


def _report(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding.severity:8} {finding.rule}  ({finding.article}; {finding.where}; {finding.verified})")
        click.echo(f"         {finding.message}\n         {finding.mend}")
