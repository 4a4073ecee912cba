"""What the demo administration is called and made of, as data beside the code."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def read(name: str) -> dict[str, Any]:
    """The content of `name`.yaml beside this file."""
    content: dict[str, Any] = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    return content
