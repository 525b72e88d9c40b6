"""The export dialog: what goes on paper, seen beside it as it will be."""
