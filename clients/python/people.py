"""Everybody whose name holds a word, page by page: python people.py http://127.0.0.1:8000/graphql TOKEN nguyen"""

import asyncio
import sys

from meritgrid_client import MeritgridClient
from meritgrid_client.input_types import EmployeeFilter


async def main(url: str, token: str, search: str) -> None:
    """Print code and name of each."""
    after, more = None, True
    async with MeritgridClient(url, token, language="vi") as meritgrid:
        while more:
            found = await meritgrid.people(filter_=EmployeeFilter(search=search), first=20, after=after)
            for person in found.employees.nodes:
                print(person.code, person.full_name)  # noqa: T201 - it is a program
            after, more = found.employees.page_info.end_cursor, found.employees.page_info.has_next_page


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
