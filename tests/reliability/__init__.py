"""Rigs that try to lose, tear or silently change a document: `python -m tests.reliability`, docs/RELIABILITY.md."""
