"""``python -m jsonsynth``."""

import sys

from jsonsynth.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
