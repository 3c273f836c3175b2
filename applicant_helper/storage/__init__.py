"""The case folder on disk:

load, save, undo, lock, back up, hand over, wipe. Knows records, not what they mean.

Import from the modules: `cases` (create, open, list), `store` (one open case), `handover`, `wipe`, `folders`,
`recovery` and `problems`.
"""
