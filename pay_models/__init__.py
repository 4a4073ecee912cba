"""Law as code: pure pay models, frames in, frames out."""

import sys

# pandera imports pyspark where it is installed, and pyspark ends a process whose main module has no file (`python -c`,
# a test worker): it takes that for its own doctests.
if not hasattr(sys.modules["__main__"], "__file__"):
    sys.modules["__main__"].__file__ = __file__
