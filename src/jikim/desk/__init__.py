"""The public door: ask, follow, read the policy and the board, exercise rights; it sees no stored personal data."""
