"""A real client of the desktop's accessibility bus, at work on the running program."""
