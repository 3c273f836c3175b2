"""Pure values and arithmetic: no files, clock, network, locale or user interface."""
