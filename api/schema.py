"""Assembles the schema, nothing else."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.access.mutations import AccessMutations, AccountMutations
from api.access.queries import AccessQueries
from api.assessments.mutations import AssessmentMutations
from api.assessments.queries import AssessmentQueries
from api.audit.queries import AuditQueries
from api.funds.mutations import FundMutations
from api.funds.queries import FundQueries
from api.goals.mutations import GoalMutations
from api.goals.queries import GoalQueries
from api.graphql.about import About, about
from api.graphql.engine.schema import Schema
from api.graphql.enums.labels import EnumQueries
from api.graphql.reads.nodes import NodeQueries
from api.graphql.scalars import SCALARS
from api.grids.queries import GridQueries
from api.jobs.mutations import JobMutations
from api.jobs.queries import JobQueries
from api.models.queries import ModelQueries
from api.organisation.mutations import OrganisationMutations
from api.organisation.queries import OrganisationQueries
from api.pay_runs.mutations import PayRunMutations
from api.pay_runs.queries import PayRunQueries
from api.pay_runs.subscriptions import PayRunSubscriptions
from api.people.mutations import PeopleMutations
from api.people.queries import PeopleQueries
from api.regulations.mutations import RegulationMutations
from api.regulations.queries import RegulationQueries
from api.results.mutations import ResultMutations
from api.results.queries import ResultQueries
from api.scenarios.queries import ScenarioQueries


@strawberry.type(
    description="Everything that can be read. Rows that you may not see are not there. What is wrong with an argument"
    " is told before any row is read: the `path` of the error then names fields only, without places in lists."
)
class Query(
    NodeQueries,
    OrganisationQueries,
    PeopleQueries,
    GoalQueries,
    ResultQueries,
    AssessmentQueries,
    GridQueries,
    RegulationQueries,
    ModelQueries,
    FundQueries,
    PayRunQueries,
    ScenarioQueries,
    JobQueries,
    AuditQueries,
    AccessQueries,
    EnumQueries,
):
    about: About | None = strawberry.field(resolver=about, description="What this server is. Needs no token.")


@strawberry.type(description="Everything that can be decided, each in one transaction of its own.")
class Mutation(
    OrganisationMutations,
    GoalMutations,
    PeopleMutations,
    ResultMutations,
    AssessmentMutations,
    RegulationMutations,
    FundMutations,
    PayRunMutations,
    JobMutations,
    AccountMutations,
    AccessMutations,
):
    pass


@strawberry.type(
    description="What can be followed, by server-sent events (`Accept: text/event-stream`). Each event is read with the"
    " rights of its moment."
)
class Subscription(PayRunSubscriptions):
    pass


schema = Schema(
    query=Query, mutation=Mutation, subscription=Subscription, config=StrawberryConfig(scalar_map=SCALARS)
)
