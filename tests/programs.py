"""Programs that tests look at our files with: where one is missing, its tests are left out and say why."""

import shutil

import pytest


def needs(program: str, package: str) -> pytest.MarkDecorator:
    """`@needs("pdftotext", "poppler-utils")`: the program on the path, and Debian's package of it (`.ci/run`)."""
    reason = f"there is no {program} here: apt-get install {package}"
    return pytest.mark.skipif(shutil.which(program) is None, reason=reason)


needs_poppler = needs("pdftotext", "poppler-utils")
needs_libreoffice = needs("soffice", "libreoffice-calc-nogui")
