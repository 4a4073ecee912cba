"""docs/problems.md, written from the catalogue: `python -m tests.house.rules.sentences.problems`."""

from collections import defaultdict
from pathlib import Path

from domain.language.catalogue import entries
from tests.house.rules.sentences.catalogue import ROOT, keys

PAGE = ROOT / "docs" / "problems.md"
HEAD = """# Problems: every code, its cause and the way out

Written by `make written` from the catalogue of the domain and the API; nobody edits it by hand, and a test compares it
with them. A refusal carries a stable `code`; the message is a sentence in the reader's language (`Accept-Language`, or
the account's preference), `{names}` stand for what it speaks of. In a mutation's payload the code is a value of the
enum `ProblemCode` (`page_size` is `PAGE_SIZE`); as the error of a field or of a request it stands in `extensions.code`.
Where a law is behind the rule, it is cited in `law`.
"""


def page() -> str:
    """The page."""
    said = entries("vi")
    laws: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, list[str]] = defaultdict(list)
    for (code, template), sentence in keys().items():
        if code is not None:
            sentences[code].append(template)
            if sentence.law:
                laws[code].add(sentence.law)
    parts = [HEAD]
    for code in sorted(sentences):
        parts.append(f"## {code}\n")
        for template in sorted(sentences[code]):
            parts.append(f"- {_line(template)}")
            parts.append(f"  <br>*{_line(said.get((code, template), ''))}*")
        parts.extend(f"\nLaw: {law} · *{said.get((None, law), law)}*" for law in sorted(laws[code]))
        parts.append("")
    return "\n".join(parts)


def _line(sentence: str) -> str:
    text = sentence.replace("\n", " ").replace("<", "&lt;")
    return f"{text[:1].upper()}{text[1:]}"


def _main(place: Path = PAGE) -> None:
    if not place.exists() or place.read_text(encoding="utf-8") != page():
        place.write_text(page(), encoding="utf-8")
        print(f"{place.relative_to(ROOT)} is written anew")  # noqa: T201


if __name__ == "__main__":
    _main()
