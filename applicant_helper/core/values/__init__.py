"""One module for each kind of fact: read what was written, print it, compare it. Nothing raises on input."""
