"""Reading assessments."""

import strawberry

from api.arguments import EMPLOYEE, OF_UNITS, YEAR
from api.assessments.types import PERIOD, PERIOD_START, STATE
from api.fields import Connection, root_paged
from api.references import AssessmentRef


@strawberry.type
class AssessmentQueries:
    assessments: Connection[AssessmentRef] | None = root_paged(
        "Scores, by person: those of years first, each kind from the newest back.",
        *OF_UNITS,
        EMPLOYEE,
        PERIOD,
        PERIOD_START,
        YEAR,
        STATE,
    )
