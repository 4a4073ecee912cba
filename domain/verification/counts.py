"""Compares the counts that are kept of rows with the rows."""

from typing import Any

from domain.areas import policies
from domain.reading.ids import global_id
from domain.verification.report import Difference, Report, Watch

_MISCOUNTED = """
    select unit_id, coalesce(kept.rows, 0), coalesce(there.rows, 0)
    from (select unit_id, sum(delta) as rows from row_count where table_name = '{table}' group by unit_id) kept
    full join (select unit_id, count(*) as rows from {table} group by unit_id) there using (unit_id)
    where coalesce(kept.rows, 0) <> coalesce(there.rows, 0) order by unit_id limit 1
"""


async def check_counts(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that each unit's count of a table is that of its rows. Raises the first Difference."""
    for table in (name for name, rule in policies().items() if rule.counted):
        for unit, kept, there in await connection.fetch(_MISCOUNTED.format(table=table)):
            raise Difference(
                global_id("Unit", unit), f"the count of its rows in {table}", str(there), str(kept)
            )
