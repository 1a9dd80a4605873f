"""Turns an uploaded file into the text that the reader reads: plain text, Markdown, HTML, DOCX, HWPX.

It fetches nothing, runs nothing, and refuses what is too large, what unpacks too far, and what names entities.
"""

# SPDX-License-Identifier: Apache-2.0
from jikim.policy.source.text_of import MAX_BYTES, text_of

__all__ = ["MAX_BYTES", "text_of"]
