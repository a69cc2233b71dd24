"""Benchmarks: `python -m bench` prints a table each. They measure; nothing is asserted, and no test is timed."""
