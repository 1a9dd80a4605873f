"""Tells Django that this room exists."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """The room ``inquiries``."""

    name = "jikim.inquiries"
    label = "inquiries"
