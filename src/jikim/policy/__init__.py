"""Grammar and decisions of any privacy policy: pure functions over one frozen value; no clock, no store."""

# SPDX-License-Identifier: Apache-2.0
