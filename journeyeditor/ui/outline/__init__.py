"""The outline of a map: a tree and a table over the same document as the canvas."""
