"""Run the command line: ``python -m sphinxcontrib_glossterm``, the same as ``glossterm``."""

from __future__ import annotations

import sys

from sphinxcontrib_glossterm.command import main

if __name__ == "__main__":
    sys.exit(main())
