"""Questions that stand in the empty cells of a lane while it is worked on, and nowhere else."""

PROMPT = "prompt"
"""The extra of a lane that holds its question: a template's own one; kinds of lanes have usual ones."""
