"""Fonts and measures shared by the rooms that draw pages. Knows nothing of packets, sheets or cases."""
