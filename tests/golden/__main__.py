"""`python -m tests.golden`: write the statements of all documents anew and name those that changed."""

import asyncio

from tests.golden import FOLDER, TEXTS, statements


def main() -> None:
    """Write each document's `.sql`; `git diff` shows what a change of the compiler does to it."""
    for name in TEXTS:
        kept, now = FOLDER / f"{name}.sql", asyncio.run(statements(name))
        if not kept.exists() or kept.read_text() != now:
            kept.write_text(now)
            print(f"{kept.name} is written anew")  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
