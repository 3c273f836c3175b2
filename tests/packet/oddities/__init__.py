"""Papers as people really have them, each made in code, each with what must become of it."""
