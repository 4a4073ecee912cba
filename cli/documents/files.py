"""Files of documents: persisted-documents.json of graphql-codegen, or a folder of .graphql files."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.errors import Invalid

PREFIX = "sha256:"


def read(file: Path) -> Mapping[str, str]:
    """The documents by their hash, each valid against the schema. Raises Invalid naming the file and the fault."""
    if file.is_dir():
        written = [path.read_text(encoding="utf-8") for path in sorted(file.rglob("*.graphql"))]
        found: Any = {sha256(text.encode()).hexdigest(): text for text in written}
    else:
        from api.http import strict_json

        try:
            found = strict_json.loads(file.read_bytes())
        except ValueError as wrong:
            raise _refused(file, f"it is not JSON: {wrong}") from None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise _refused(file, 'it must be an object of hashes and documents, {"<sha256>": "query ..."}')
    if not found:
        raise _refused(file, "it holds no document")
    texts = {hashed.removeprefix(PREFIX): text for hashed, text in found.items()}
    _refuse_invalid(file, texts)
    return texts


def _refuse_invalid(file: Path, texts: Mapping[str, str]) -> None:
    from api.schema import schema

    for hashed, text in texts.items():
        for fault in schema.faults(text):
            raise _refused(file, f"the document {hashed} is not valid here: {fault}")


def _refused(file: Path, why: str) -> Invalid:
    return Invalid("bad_documents", f"{file}: {why}. Nothing was registered.")
