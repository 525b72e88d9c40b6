"""Reads Mermaid `journey` diagrams, from files of their own and out of Markdown and HTML pages.

Where Mermaid reads a diagram, the same titles, sections, tasks, scores and people are read; where it refuses
or loses something, what the author meant, with a notice that names the line.
"""

from journeyeditor.interchange.mermaid.read import read_mermaid

__all__ = ["read_mermaid"]
