"""Korean law, dated and with its sources: figures, rules, how days are counted; it knows no policy and no desk."""

# SPDX-License-Identifier: Apache-2.0
