"""Printed pages that are not the packet. They hold no personal data unless their name says so."""
