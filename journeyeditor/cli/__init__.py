"""One command line: opens the window, or works without one."""

from journeyeditor.cli.program import run

__all__ = ["run"]
