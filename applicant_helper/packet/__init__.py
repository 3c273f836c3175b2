"""Making the packet: plan -> draw -> assemble -> verify. Knows papers and a destination, not the case."""

# First of all: it keeps reportlab from loading what most runs never need.
import applicant_helper.typeset  # noqa: F401
