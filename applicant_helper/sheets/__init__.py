"""Printed pages that are not the packet. They hold no personal data unless their name says so."""

# First of all: it keeps reportlab from loading what most runs never need.
import applicant_helper.typeset  # noqa: F401
