"""The Go project's own note and tlog packages accept our log, and refuse it once it is doctored."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from tests.rooms.ledger.house import AT, OLGA, grow_to, token_of

from jikim.ledger.export import export
from jikim.ledger.prove import prove, prove_consistency
from jikim.proof.bundle import write_bundle

SOURCE = Path(__file__).parents[2] / "vectors" / "verify" / "verify.go"
PACKAGE = Path("src/golang.org/x/mod/sumdb/tlog")
HOMES = [Path(home) for home in (os.environ.get("GOPATH", ""), "/usr/share/gocode") if home]


@pytest.fixture(scope="session")
def verify(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the verifier, which has nothing of ours in it, from the packages of the operating system."""
    go = shutil.which("go")
    home = next((home for home in HOMES if (home / PACKAGE).is_dir()), None)
    if go is None or home is None:
        pytest.skip("no independent verifier: apt-get install golang-go golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    environment = {
        **os.environ,
        "GO111MODULE": "off",
        "GOFLAGS": "",
        "GOPATH": str(home),
        "GOCACHE": str(folder / "cache"),
    }
    subprocess.run([go, "build", "-o", folder / "verify", SOURCE], check=True, env=environment, timeout=300)
    return folder / "verify"


def _run(verify: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([verify, *arguments], check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 255, 256, 700])
def test_go_accepts_checkpoint_tiles_entries_inclusion_and_consistency(size: int, verify: Path, tmp_path: Path) -> None:
    verifier = grow_to(1)
    export(tmp_path / "old", by=OLGA, at=AT)
    if size > 2:
        grow_to(size - 1, first=1)
    export(tmp_path / "log", by=OLGA, at=AT)
    newest = int((tmp_path / "log" / "checkpoint").read_text().split("\n")[1])
    hashes = [b64encode(step).decode() for step in prove_consistency(1, newest)]
    (tmp_path / "proof").write_text("\n".join(hashes) + "\n")
    proofs = [proof for number in (0, size // 2) for proof in prove(token_of(number))]
    (tmp_path / "bundle").write_text(write_bundle(proofs))
    done = _run(
        verify,
        tmp_path / "log",
        verifier.text,
        tmp_path / "old" / "checkpoint",
        tmp_path / "proof",
        tmp_path / "bundle",
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"log {newest}", "consistent since 1", f"included {len(proofs)}"]


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
def test_go_refuses_what_was_doctored(file: str, verify: Path, tmp_path: Path) -> None:
    verifier = grow_to(300)
    export(tmp_path / "log", by=OLGA, at=AT)
    content = bytearray((tmp_path / "log" / file).read_bytes())
    content[20] ^= 1
    (tmp_path / "log" / file).write_bytes(content)

    assert _run(verify, tmp_path / "log", verifier.text).returncode == 1


def test_go_accepts_the_golden_log(verify: Path) -> None:
    golden = SOURCE.parents[1] / "ledger"
    key = (golden / "log" / "verifier-key").read_text().strip()
    done = _run(verify, golden / "log", key, "-", "-", golden / "alice.tlog-proof")

    assert (done.stderr, done.stdout.splitlines()) == ("", ["log 260", "included 3"])
