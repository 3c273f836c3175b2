"""Prepares an immigration filing offline. Information, never legal advice."""

__version__ = "0.1.0"
