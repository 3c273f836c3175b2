"""Forms, checklists and destinations as frozen, checked objects. Knows nothing of cases."""
