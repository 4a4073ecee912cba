"""Reading assessments."""

import strawberry

from api.graphql.filters.assessments import ASSESSMENTS
from api.graphql.lazy_types import AssessmentRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class AssessmentQueries:
    assessments: Connection[AssessmentRef] | None = root_paged(
        "Scores, by person: those of years first, each kind from the newest back.", *ASSESSMENTS
    )
