"""Edits as values: patches, the verbs that make them, history, and the one place that applies them."""
