"""Merges papers and drawn pages into finished files. Runs in a guarded child."""
