"""Tries the importer on a folder of published diagrams: `python -m tests.corpus DIR`.

The folder holds `*.mmd` files and an `oracle.json`: file stem -> what Mermaid itself reads
(`ok`, `title`, `sections`, `tasks` of `section`, `task`, `score`, `people`).
"""
