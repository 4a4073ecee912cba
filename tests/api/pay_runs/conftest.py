"""A commune that pays extra income, beside the bonus of its province."""

import pytest

from tests.given import known
from tests.given.drafts import EXTRA_INCOME, models, parameter

PROBLEMS = "problems { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i) {{ regulation {{ id version }} {PROBLEMS} }}
}}"""
PUBLISH = f"""mutation ($id: ID!) {{
  publishRegulation(input: {{id: $id, version: 1, idempotencyKey: "p"}}) {{ regulation {{ version }} {PROBLEMS} }}
}}"""


@pytest.fixture
async def commune(client, small):
    """Commune A, in a province that has a regulation on extra income beside that on the bonus."""
    client.sign_in("hr")
    stated = {
        "unitId": f"Unit_{known('unit', 'T')}",
        "effectiveFrom": "2026-07-01",
        "title": "Extra income",
        "models": models("EXTRA_INCOME", EXTRA_INCOME),
        # Half a quarter is enough for its class: six months, as in a year, nobody has.
        "parameters": [parameter("vn.classes_2026", "minimum_months", "EXTRA_INCOME", number="2")],
        "idempotencyKey": "d",
    }
    drafted = await client.done(DRAFT, i=stated)
    client.sign_in("finance")
    assert await client.done(PUBLISH, id=drafted["id"]) == {"version": 2}
    return f"Unit_{known('unit', 'A')}"
