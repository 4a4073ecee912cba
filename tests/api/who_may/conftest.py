"""The small province with every role of the rules."""

import pytest

from demo import sources
from domain.actor import Actor
from tests.api.who_may.matrix import RULES
from tests.api.who_may.worlds import World, peopled
from tests.given import known


@pytest.fixture
async def world(small, database, owner, owner_url, actor_named):
    """The small province with every role of the rules."""
    await peopled(owner_url, await actor_named("admin"), sources.read("rights")["accounts"]["hr"]["verbs"])
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update account set is_program = true where subject = 'demo|service'")
    await owner.execute("set session_replication_role = origin")
    return World(database, owner, {role: Actor(known("account", role), role) for role in RULES.roles})
