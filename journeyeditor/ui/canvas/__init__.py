"""The canvas: one custom-painted scrolling widget that shows a placed map and lets it be edited by hand."""
