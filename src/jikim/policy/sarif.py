"""Writes findings as SARIF 2.1.0, the format that code hosts show beside a file; it judges nothing."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from jikim.policy.finding import Finding

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[Finding], *, file: str, version: str) -> dict[str, Any]:
    """Give the log of one run over one file; the place in the policy is a logical location (OASIS SARIF 2.1.0)."""
    rules = {finding.rule: finding for finding in findings}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "jikim policy lint",
                        "version": version,
                        "rules": [_rule(finding) for finding in rules.values()],
                    }
                },
                "results": [_result(finding, file) for finding in findings],
            }
        ],
    }


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.message_en},
        "help": {"text": f"{finding.mend_en} ({finding.article})"},
        "properties": {"verified": finding.verified},
    }


def _result(finding: Finding, file: str) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.mend} ({finding.article})"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": file}},
                "logicalLocations": [{"fullyQualifiedName": finding.where}],
            }
        ],
    }
