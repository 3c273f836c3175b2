"""Torture of the case store: killed writers, power cuts, full disks, failing calls, several writers.

`python -m tests.storage.torture --long` runs everything and prints one line per part; see docs/durability.md.
"""
