"""``python -m jsonsynth``, and the program ``jsonsynth``."""

import gc
import sys

from jsonsynth.cli import main

__all__ = ["run"]


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    code = main()
    gc.freeze()  # leaving, Python would look for cycles among all objects first: a second after a build
    sys.exit(code)


if __name__ == "__main__":
    run()
