"""`python -m bench [NAME …] [--quick]`: runs the benchmarks named, or all."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bench import delivery, fetching, hostile, matching, polling, steady

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

BENCHMARKS: Mapping[str, Callable[[bool], Iterator[str]]] = {
    "hostile": lambda quick: hostile.run(quick=quick),
    "matching": lambda quick: matching.run(matching.QUICK if quick else matching.Scale()),
    "polling": lambda quick: polling.run(polling.QUICK if quick else polling.Scale()),
    "fetching": lambda quick: fetching.run(fetching.QUICK if quick else fetching.Scale()),
    "delay": lambda quick: steady.delay(steady.QUICK_DELAY if quick else steady.Delay()),
    "steady": lambda quick: steady.many(steady.QUICK_MANY if quick else steady.Many()),
    "delivery": lambda quick: delivery.run(delivery.QUICK if quick else delivery.Scale()),
}
"""Each yields blocks of text as they are ready; told to be quick, it only shows that it works."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="tiny sizes, whose figures mean nothing")
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.names) - BENCHMARKS.keys()):
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in given.names or BENCHMARKS:
        for block in BENCHMARKS[name](given.quick):
            print(block, end="\n\n", flush=True)


if __name__ == "__main__":
    main()
