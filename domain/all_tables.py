"""Every table there is, for migrations and for tests of the house."""

from sqlalchemy import MetaData

from domain.access import tables as _access
from domain.assessments import tables as _assessments
from domain.audit import tables as _audit
from domain.database.tables import SQLModel
from domain.funds import tables as _funds
from domain.goals import tables as _goals
from domain.grids import tables as _grids
from domain.organisation import tables as _organisation
from domain.pay_runs import tables as _pay_runs
from domain.payments import tables as _payments
from domain.people import tables as _people
from domain.regulations import tables as _regulations
from domain.results import tables as _results
from domain.scenarios import tables as _scenarios

AREAS = (
    _organisation,
    _people,
    _goals,
    _results,
    _grids,
    _assessments,
    _regulations,
    _funds,
    _pay_runs,
    _payments,
    _audit,
    _access,
    _scenarios,
)
METADATA: MetaData = SQLModel.metadata
