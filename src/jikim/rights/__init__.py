"""A person's request: open, prove who asks, decide, carry out, in time; the record is frozen meanwhile."""
