"""`python -m bench [only=NAME] [--scale N]`: runs the benches, prints every ratio, fails where one cannot run."""

# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import importlib
import sys
import time

BENCHES = ("intake", "ledger", "pages", "start")


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 where every bench ran."""
    scale = float(arguments[arguments.index("--scale") + 1]) if "--scale" in arguments else 1.0
    named = [word.removeprefix("only=") for word in arguments if word in BENCHES or word.startswith("only=")]
    unknown = [name for name in named if name not in BENCHES]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    if scale != 1.0:
        print(f"scale {scale:g}: rounds and sizes are {scale:g} times smaller than the named workload")
    failed = 0
    for name in named or BENCHES:
        begun = time.perf_counter()
        try:
            for figure in importlib.import_module(f"bench.{name}").figures(scale):
                print(figure.line(), flush=True)
        except (RuntimeError, OSError) as error:
            failed += 1
            print(f"{name}: could not run: {error}")
        print(f"{name}: {time.perf_counter() - begun:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
