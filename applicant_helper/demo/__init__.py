"""A made-up applicant: papers drawn by the program and the case that goes with them. Nobody here is real."""
