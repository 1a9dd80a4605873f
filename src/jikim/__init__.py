"""Jikim (지킴): a published privacy policy runs the inquiry desk that keeps it, and proves it."""

# SPDX-License-Identifier: Apache-2.0
__version__ = "0.1.0"
