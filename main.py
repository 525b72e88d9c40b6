"""Starts the program from a checkout: `python main.py`."""

import sys

from journeyeditor.cli import run

if __name__ == "__main__":
    sys.exit(run())
