"""Spark for tests: one worker starts Java, and where it cannot start they are left out."""

import shutil
from importlib.util import find_spec

import pytest

ON_SPARK = (
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java here"),
)
EVERY_ENGINE = ["polars", "duckdb", pytest.param("spark", marks=ON_SPARK)]
