"""What is measured, each figure beside what a user would otherwise run, in the same run on the same machine."""

# SPDX-License-Identifier: Apache-2.0
