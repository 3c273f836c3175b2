"""The small expression language of forms and checklists: parsed once, type-checked, three-valued."""
