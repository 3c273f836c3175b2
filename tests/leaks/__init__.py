"""Nothing of a person leaks: markers in every field, and a search of everything the program leaves or says."""
