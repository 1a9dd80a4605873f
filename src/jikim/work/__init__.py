"""Periodic and queued work: due rows with lease, retry and dead letters, and the outbox; has no rule of its own."""
