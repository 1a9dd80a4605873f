"""The alternative: a plain Django app that stores the same form in clear, on the same server and settings."""

# SPDX-License-Identifier: Apache-2.0
