"""One wording for a row that changed since it was read, whatever the row."""

import pytest

from domain.assessments.tables import Assessment
from domain.errors import Conflict
from domain.locking import refuse_stale, stale
from domain.pay_runs.tables import PayRun


@pytest.mark.parametrize(
    ("there", "sent", "says"),
    [
        (3, 2, "The pay run is at version 3, you sent 2: read it again."),
        (3, None, "The pay run is at version 3, you sent none: read it again."),
        (None, 2, "There is no pay run yet, you sent 2: read it again."),
    ],
)
def test_a_stale_version_says_what_is_there_and_what_was_sent(there, sent, says):
    assert stale("pay run", there, sent, "version").message == says


def test_a_version_that_went_on_is_refused_at_its_argument():
    run = PayRun(version=4)

    refuse_stale(PayRun, run, 4, "version")
    with pytest.raises(Conflict) as refused:
        refuse_stale(PayRun, run, 3, "version")

    assert (refused.value.code, refused.value.path) == ("stale_version", "version")
    assert refused.value.message == "The pay run is at version 4, you sent 3: read it again."


def test_a_row_that_is_there_already_is_refused_to_who_saw_none():
    refuse_stale(Assessment, None, None, "input.expectedVersion")
    with pytest.raises(Conflict, match="is at version 1, you sent none: read it again"):
        refuse_stale(Assessment, Assessment(), None, "input.expectedVersion")
