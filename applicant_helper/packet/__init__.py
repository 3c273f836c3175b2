"""Making the packet: plan -> draw -> assemble -> verify. Knows papers and a destination, not the case."""
