"""Random and mutated input for every door of the program: a typed cause or an equal result, never anything else.

`pytest tests/fuzz` tries a fixed small number of examples, the same each time. `python -m tests.fuzz --long`
tries at least 10,000 new ones for each property and counts them.
"""
