"""Reading pay runs."""

import strawberry

from api.arguments import EMPLOYEE, OF_UNITS, YEAR
from api.fields import Connection, root_paged
from api.pay_runs.types import PAY_RUN, RATED, STATE
from api.references import PayLineRef, PayRunRef


@strawberry.type
class PayRunQueries:
    pay_runs: Connection[PayRunRef] = root_paged("Pay runs, the newest first.", *OF_UNITS, YEAR, STATE)
    pay_lines: Connection[PayLineRef] = root_paged(
        "Lines of pay runs, by run and person.", *OF_UNITS, PAY_RUN, EMPLOYEE, RATED
    )
