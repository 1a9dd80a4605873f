"""The ground of every proof: facts, canonical bytes, tree, tiles and notes; knows no database, network or clock."""

# SPDX-License-Identifier: Apache-2.0
