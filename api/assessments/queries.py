"""Reading assessments."""

import strawberry

from api.assessments.types import PERIOD, PERIOD_START, STATE
from api.graphql.lazy_types import AssessmentRef
from api.graphql.reads.arguments import EMPLOYEE, OF_UNITS, YEAR
from api.graphql.reads.fields import Connection, root_paged


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
