"""Storage settings for tests: files by their own names, no manifest to collect first."""

# SPDX-License-Identifier: Apache-2.0
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
