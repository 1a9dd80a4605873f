"""Drives a server with wrk for a bounded time and reads back requests per second, errors and the 99th percentile."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a run printed: requests per second, p99 in milliseconds, answers that were not 2xx or 3xx."""

    rate: float
    p99: float
    failed: int


def drive(port: int, path: str, *, connections: int, seconds: int, script: str = "") -> Load:
    """Run wrk with one thread; RuntimeError where wrk is missing or any answer failed."""
    wrk = shutil.which("wrk")
    if wrk is None:
        message = "wrk is missing: apt-get install wrk"
        raise RuntimeError(message)
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        if script:
            file.write(script)
            file.flush()
            command += ["-s", file.name]
        out = subprocess.run(
            [*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True
        ).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    socket_errors = re.search(r"Socket errors: .*", out)
    load = Load(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),  # type: ignore[index]  # wrk always prints it
        p99=_milliseconds(re.search(r"99%\s+([\d.]+)(us|ms|s)", out)),
        failed=int(bad[1]) if bad else 0,
    )
    if load.failed or socket_errors:
        message = f"the run is not clean: {load.failed} answers failed {socket_errors[0] if socket_errors else ''}"
        raise RuntimeError(message)
    return load


def _milliseconds(found: re.Match[str] | None) -> float:
    if found is None:
        return float("nan")
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A fetched form: its session cookie and every hidden value."""

    cookie: str
    hidden: dict[str, str]
    page: str


def fetch(port: int, path: str) -> Form:
    """Fetch a form page and read what a browser would send back unchanged."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    hidden = {}
    form = max(re.findall(r"<form.*?</form>", text, re.DOTALL), key=len)  # the page has small ones beside it
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            hidden[name[1]] = value[1] if value else ""
    return Form(cookie="; ".join(cookies), hidden=hidden, page=text)


def post_script(form: Form, fields: dict[str, str], *, once: str = "") -> str:
    """Write wrk's Lua script: the same form again and again, with a fresh ``once`` value where one is named."""
    fixed = urlencode({name: value for name, value in {**form.hidden, **fields}.items() if name != once})
    tail = f' .. "&{once}=" .. seed .. string.format("%012d", n)' if once else ""
    return f"""
local n = 0
local seed = ""
math.randomseed(os.time() + tonumber(tostring({{}}):sub(8), 16) % 100000)
for i = 1, 12 do seed = seed .. string.char(97 + math.random(0, 25)) end
local head = {{
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Cookie"] = [[{form.cookie}]],
}}
request = function()
  n = n + 1
  local body = [[{fixed}]]{tail}
  return wrk.format("POST", nil, head, body)
end
"""


def temporary() -> tempfile.TemporaryDirectory[str]:
    """Make a data directory on the same disk for both sides."""
    return tempfile.TemporaryDirectory(prefix="jikim-bench-", dir=Path.cwd())
