"""kill -9 of a real desk under load: what was acknowledged is there, what was not is whole or not there at all."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import contextlib
import hashlib
import signal
import threading
import time
from typing import Any

import httpx
from tests.faults.desk import Desk, desk_of_its_own, leaks, new_key

KILLS = 2
HANDS = 4


class Load:
    """Asks without a pause from several hands, and remembers what the desk has acknowledged."""

    def __init__(self, desk: Desk, body: dict[str, Any]) -> None:
        self.desk, self.body = desk, body
        self.sent: list[str] = []
        self.told: dict[str, str] = {}
        self.over = threading.Event()
        self.hands = [threading.Thread(target=self._ask) for _ in range(HANDS)]
        for hand in self.hands:
            hand.start()

    def _ask(self) -> None:
        while not self.over.is_set():
            key = new_key()
            self.sent.append(key)
            with contextlib.suppress(httpx.TransportError):
                answer = self.desk.ask(self.body, key)
                if answer.status_code == 201:
                    self.told[key] = answer.json()["code"]

    def stop(self) -> None:
        self.over.set()
        for hand in self.hands:
            hand.join()


def test_a_desk_that_is_killed_under_load_loses_nothing_and_keeps_nothing_by_halves() -> None:
    with desk_of_its_own() as desk:
        desk.begin()
        body, keys, codes = desk.question(desk.form()), [], {}
        for kill in range(KILLS):
            load = Load(desk, body)
            time.sleep(0.7 + 0.37 * kill)
            desk.end(signal.SIGKILL)
            load.stop()
            keys += load.sent
            codes |= load.told
            desk.begin()
        counts = desk.kept()
        there = {digest for (digest,) in desk.rows("SELECT receipt FROM inquiries_inquiry")}
        lost = [code for code in codes.values() if hashlib.sha256(code.encode()).hexdigest() not in there]
        again = {key: desk.ask(body, key).json()["code"] for key in keys[-12:]}
        after = desk.kept()
        export = desk.command("export", "log")
        verify = desk.command("verify", "log", "--key", "log/verifier-key")
        check = desk.command("check")

        assert len(codes) > KILLS
        assert len(set(counts)) == 1
        assert len(codes) <= counts[0] <= len(keys)
        assert lost == []
        assert {key: code for key, code in codes.items() if again.get(key, code) != code} == {}
        assert len(set(after)) == 1
        assert (export.returncode, verify.returncode, check.returncode) == (0, 0, 0), check.stdout
        assert export.stdout.splitlines()[0] in verify.stdout.replace("  size", " size")
        assert leaks(desk.output, check.stdout) == []
