"""The only room with visitors' personal data: it keeps, finds, reveals, freezes, moves apart and destroys it."""
