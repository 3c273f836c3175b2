"""The pages that the program draws itself: cover, contents, dividers, statements, timeline, and the stamps."""
