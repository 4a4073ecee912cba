"""Every view there is, by name."""

from domain.access import views as access
from domain.assessments import views as assessments
from domain.audit import views as audit
from domain.funds import views as funds
from domain.goals import views as goals
from domain.grids import views as grids
from domain.organisation import views as organisation
from domain.pay_runs import views as pay_runs
from domain.people import views as people
from domain.reading.view import View
from domain.regulations import views as regulations
from domain.results import views as results

AREAS = (
    organisation,
    people,
    goals,
    results,
    grids,
    assessments,
    regulations,
    funds,
    pay_runs,
    audit,
    access,
)
VIEWS: dict[str, View] = {view.name: view for area in AREAS for view in area.VIEWS}
