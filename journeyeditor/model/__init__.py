"""The document: frozen values and their rules. Standard library only."""
