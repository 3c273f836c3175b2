"""Child processes with limits, for bytes that come from outside. The parent never parses them itself."""
