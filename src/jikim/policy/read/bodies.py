"""Names the bodies that help a person whose privacy was hurt; it reads a line's first words only."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from typing import Final

_BODIES: Final = (
    r"(?:한국인터넷진흥원\s*(?:\([^)]*\)\s*)?)?개인\s*(?:\d*\s*정보)?\s*침해\s*-?\s*신고\s*-?\s*센터|"
    r"개인\s*(?:정보\s*)?분쟁\s*조정\s*위원회|정보보호마크인증위원회|"
    r"대검찰청(?:\s*(?:사이버|첨단|인터넷)[가-힣\s]{0,12}?(?:수사과|수사단|수사센터|범죄수사단|센터|과))?|"
    r"경찰청(?:\s*사이버[가-힣\s]{0,10}?(?:안전국|대응센터|수사국|수사과|안전지킴이|센터|국))?|"
    r"(?:국민권익위원회|중앙행정심판위원회|한국인터넷진흥원)"
)
body: Final = re.compile(_BODIES).match


def names_a_body(line: str) -> bool:
    """Tell whether a line opens with the name of such a body."""
    return body(line) is not None
