"""Starts the program as a module: `python -m journeyeditor`."""

import sys

from journeyeditor.cli import run

if __name__ == "__main__":
    sys.exit(run())
