"""Assembles the schema, nothing else."""

from functools import cached_property

import strawberry
from graphql import GraphQLError
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from api.about import About, about
from api.access.queries import AccessQueries
from api.assessments.mutations import AssessmentMutations
from api.assessments.queries import AssessmentQueries
from api.audit.queries import AuditQueries
from api.executor import ReadingExecutor
from api.funds.mutations import FundMutations
from api.funds.queries import FundQueries
from api.goals.queries import GoalQueries
from api.grids.queries import GridQueries
from api.limits import Limits, Scales
from api.nodes import NodeQueries
from api.organisation.queries import OrganisationQueries
from api.pay_runs.mutations import PayRunMutations
from api.pay_runs.queries import PayRunQueries
from api.people.mutations import PeopleMutations
from api.people.queries import PeopleQueries
from api.problems import RefusedAsProblem
from api.regulations.mutations import RegulationMutations
from api.regulations.queries import RegulationQueries
from api.results.mutations import ResultMutations
from api.results.queries import ResultQueries
from api.scalars import SCALARS
from api.scenarios.queries import ScenarioQueries

REMEMBERED = 500


@strawberry.type(description="Everything that can be read. Rows that you may not see are not there.")
class Query(
    NodeQueries,
    OrganisationQueries,
    PeopleQueries,
    GoalQueries,
    ResultQueries,
    AssessmentQueries,
    GridQueries,
    RegulationQueries,
    FundQueries,
    PayRunQueries,
    ScenarioQueries,
    AuditQueries,
    AccessQueries,
):
    about: About = strawberry.field(resolver=about, description="What this server is. Needs no token.")


@strawberry.type(description="Everything that can be decided, each in one transaction of its own.")
class Mutation(
    PeopleMutations, ResultMutations, AssessmentMutations, RegulationMutations, FundMutations, PayRunMutations
):
    pass


class Schema(strawberry.Schema):
    """Strawberry's own, but for errors: those are logged where they are made fit to be seen."""

    @cached_property
    def scales(self) -> Scales:
        """What weighs documents of this schema."""
        return Scales(self._schema)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: `api.problems` logs what is a bug, and the rest concerns only the one who asked."""


schema: Schema = Schema(
    query=Query,
    mutation=Mutation,
    extensions=[
        lambda: ParserCache(maxsize=REMEMBERED),
        lambda: ValidationCache(maxsize=REMEMBERED),
        lambda: Limits(schema.scales),
    ],
    execution_context_class=ReadingExecutor,
    config=StrawberryConfig(scalar_map=SCALARS),
    exception_handlers=[RefusedAsProblem()],
)
