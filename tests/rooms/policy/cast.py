"""What Alice types into the two forms of the sample policy."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from jikim.policy.sample import sample_policy

POLICY = sample_policy()

QUOTE = {
    "name": "김앨리스",
    "phone": "010-1234-5678",
    "email": "alice@visitor.example",
    "product": "pump",
    "content": "펌프 세 대의 견적을 부탁드립니다.",
}
CONSULTATION = {
    "name": "김앨리스",
    "phone": "02-555-0100",
    "email": "alice@visitor.example",
    "kind": "install",
    "subject": "설치 문의",
    "content": "설치가 가능한지 알고 싶습니다.",
}
