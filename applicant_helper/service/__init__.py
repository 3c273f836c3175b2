"""The verbs: composes the rooms; the only thing a face calls."""
