"""Measurements, each beside a stated reference of the same run: `python -m tests.bench [NAME…]`.

A bench is a function in a module `bench_….py` of this folder, told by `@bench("name")`.
"""
