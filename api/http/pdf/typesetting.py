"""Typesetting: a template of typst and the words that go into it make a PDF, the same bytes for the same words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import orjson

if TYPE_CHECKING:
    import typst

# PDF/UA-1: a screen reader finds headings, tables and the language.
STANDARDS: "list[typst.PDFStandard]" = ["ua-1"]
# A compiler of typst is used by one at a time.
_ONE = Lock()


def typeset(template: Path, content: Mapping[str, Any]) -> bytes:
    """The PDF of a template, which places `content`; words of it are data and never markup.

    Raises typst's TypstError for a template with a fault.
    """
    inputs = {"content": orjson.dumps(content).decode()}
    with _ONE:
        made = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=0
        )
    return cast(bytes, made)


@cache
def _compiler(template: Path) -> "typst.Compiler":
    """Only typst's own fonts: a document looks the same on every machine."""
    import typst

    return typst.Compiler(template, root=template.parent, ignore_system_fonts=True)
