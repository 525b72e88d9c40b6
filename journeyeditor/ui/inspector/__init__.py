"""The panel on the right: what is selected, field by field, made from tables of descriptions."""
