"""Draws arguments for a mutation from what is there; now and then its hand slips."""

from dataclasses import dataclass
from random import Random
from typing import Any

OFTEN = 0.85
UNITS = "select distinct unit_id as id from unit_state where holds_fund = $1 order by unit_id"
OPEN = "select unit_id as id from bonus_fund where state = 'open' order by unit_id"
Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hand:
    """Draws arguments from the database as it is now; `often`: how seldom its hand slips."""

    random: Random
    owner: Any
    often: float = OFTEN

    def sure(self) -> bool:
        """Mostly: what fits. Else a slip."""
        return self.random.random() < self.often

    async def row(self, sql: str, *binds: Any) -> Any:
        """One row of many; None when there is none."""
        rows = await self.owner.fetch(sql, *binds)
        return self.random.choice(rows) if rows else None

    async def unit(self) -> str:
        """Mostly a unit whose fund is open; else one whose fund may be closed, a division, or the province."""
        row = await self.row(OPEN) if self.sure() else None
        row = row or await self.row(UNITS, self.sure())
        return f"Unit_{row['id']}"

    def reason(self) -> str:
        """A reason; now and then a blank one."""
        return "As decided" if self.sure() else " "

    def version(self, version: int) -> int:
        """Mostly the version that is there."""
        return version if self.sure() else version + self.random.choice((-1, 1))

    async def run(self, *states: str, asked: bool = False) -> Arguments | None:
        """A run, mostly in a state that fits (`asked`: for its withdrawal), with its version."""
        fitting = states if self.sure() else ()
        row = await self.row(
            "select id, version from pay_run where (state = any($1) or $1 = '{}')"
            " and (withdrawal_asked_by is not null or not $2) order by id",
            fitting,
            asked and bool(fitting),
        )
        if row is None:
            return None
        return {"id": f"PayRun_{row['id']}", "version": self.version(row["version"])}
