"""Words of jobs, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What a job does.")
class JobKind(Enum):
    PROPOSE_ASSESSMENTS = strawberry.enum_value(
        "propose_assessments", description="Computes the scores of a unit and all below it."
    )
    CONFIRM_ASSESSMENTS = strawberry.enum_value(
        "confirm_assessments", description="Confirms the scores of a unit and all below it."
    )


@strawberry.enum(description="How far a job is.")
class JobState(Enum):
    WAITING = strawberry.enum_value("waiting", description="No worker has begun it.")
    RUNNING = strawberry.enum_value("running", description="A worker is at it.")
    DONE = strawberry.enum_value("done", description="All of it is done.")
    REFUSED = strawberry.enum_value("refused", description="It was refused, and nothing of it was kept.")
    CANCELLED = strawberry.enum_value("cancelled", description="You cancelled it: nothing of it was kept.")
    HELD = strawberry.enum_value(
        "held", description="Its worker ended three times before it did: nothing of it was kept."
    )
