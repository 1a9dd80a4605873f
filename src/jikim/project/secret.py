"""Makes and keeps the key that signs sessions; it lives beside the databases, readable by the owner alone."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def ensure(path: Path) -> str:
    """Give the secret in ``path``, made on first use.

    The file appears whole or not at all, so two processes that start at once agree on one secret.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")
