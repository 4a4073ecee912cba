"""Assessments proposed and confirmed as jobs: asked for by a mutation, done by a worker, read by whoever asked."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from domain.areas import JOB_KINDS
from domain.jobs.worker import work
from tests.given import known

pytestmark = pytest.mark.usefixtures("small")
PATIENCE_SECONDS = 30
JOB = "job { id kind state stepsDone steps problems { code message path row field law } } problems { code path }"
PROPOSE = f"""mutation ($input: ProposeAssessmentsAsJobInput!) {{
    done: proposeAssessmentsAsJob(input: $input) {{ {JOB} }}
}}"""
CONFIRM = f"""mutation ($input: ConfirmAssessmentsAsJobInput!) {{
    done: confirmAssessmentsAsJob(input: $input) {{ {JOB} }}
}}"""
CANCEL = f"mutation ($input: CancelJobInput!) {{ done: cancelJob(input: $input) {{ {JOB} }} }}"
JOBS = """query ($states: [JobState!]) {
    found: jobs(filter: { states: $states }) {
        totalCount
        nodes { id kind state stepsDone steps starts askedBy { name } problems { code message path row field law } }
    }
}"""
BATCH = """query ($job: ID!) {
    found: assessmentBatch(jobId: $job) {
        assessed unchanged reasons { code people } exceptions { totalCount nodes { employeeCode } }
    }
}"""
FORGET = """
    set session_replication_role = replica;
    delete from assessment where period = 'month' and period_start = '2026-03-01';
    set session_replication_role = origin
"""
ENDED = "select ended_at from job where id = $1::uuid"
COUNT = "select count(*) from assessment where period = 'month' and period_start = '2026-03-01'"


@pytest.fixture
def march():
    return {"unitId": f"Unit_{known('unit', 'A')}", "period": "MONTH", "periodStart": "2026-03-01"}


@asynccontextmanager
async def working(database):
    stop = asyncio.Event()
    at_work = asyncio.create_task(work(database, JOB_KINDS, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(at_work, PATIENCE_SECONDS)


async def ended(owner, job):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await owner.fetchval(ENDED, job.removeprefix("Job_")):
                return
            await asyncio.sleep(0.05)


async def test_a_month_is_proposed_and_confirmed_by_jobs(client, database, owner, march):
    await owner.execute(FORGET)
    client.sign_in("hr")
    proposed = await client.done(
        PROPOSE, input={**march, "generalPointsHundredths": 2_800, "idempotencyKey": "1"}
    )
    before = await owner.fetchval(COUNT)
    async with working(database):
        await ended(owner, proposed["id"])
    jobs = (await client.ask(JOBS))["found"]
    batch = (await client.ask(BATCH, job=proposed["id"]))["found"]

    assert (proposed["kind"], proposed["state"], before) == ("PROPOSE_ASSESSMENTS", "WAITING", 0)
    (job,) = jobs["nodes"]
    assert (job["state"], job["stepsDone"], job["steps"], job["starts"]) == ("DONE", 4, 4, 1)
    assert batch == {
        "assessed": 2,
        "unchanged": 0,
        "reasons": [{"code": "LEADING", "people": 1}],
        "exceptions": {"totalCount": 1, "nodes": [{"employeeCode": "A1"}]},
    }

    client.sign_in("assessor")
    confirmed = await client.done(CONFIRM, input={**march, "idempotencyKey": "2"})
    async with working(database):
        await ended(owner, confirmed["id"])

    assert (await client.ask(BATCH, job=confirmed["id"]))["found"]["assessed"] == 2
    assert (await client.ask(BATCH, job=proposed["id"]))["found"] is None
    assert [each["id"] for each in (await client.ask(JOBS))["found"]["nodes"]] == [confirmed["id"]]


async def test_what_is_wrong_already_is_told_at_once_and_no_job_is_made(client, owner, march):
    client.sign_in("hr")

    problem = await client.problem(
        PROPOSE, input={**march, "periodStart": "2026-03-02", "idempotencyKey": "1"}
    )

    assert (problem["code"], problem["path"]) == ("not_the_first_day", ["input", "periodStart"])
    assert await owner.fetchval("select count(*) from job") == 0


async def test_ids_of_nobody_refuse_the_job_by_their_place(client, database, owner, march):
    nobody = f"Employee_{known('unit', 'A')}"
    client.sign_in("hr")
    marks = [{"employeeId": nobody, "generalPointsHundredths": 2_500}]
    proposed = await client.done(PROPOSE, input={**march, "marks": marks, "idempotencyKey": "1"})
    client.sign_in("assessor")
    stray = [{"assessmentId": f"Assessment_{known('unit', 'A')}", "reason": "Nhầm"}]
    confirmed = await client.done(CONFIRM, input={**march, "exceptions": stray, "idempotencyKey": "2"})
    async with working(database):
        await ended(owner, proposed["id"])
        await ended(owner, confirmed["id"])

    ((of_confirmed,),) = (each["problems"] for each in (await client.ask(JOBS))["found"]["nodes"])
    client.sign_in("hr")
    ((of_proposed,),) = (each["problems"] for each in (await client.ask(JOBS))["found"]["nodes"])
    assert (of_proposed["code"], of_proposed["row"]) == ("EMPLOYEE_NOT_FOUND", 0)
    assert of_proposed["path"] == ["input", "marks", "0", "employeeId"]
    assert (of_confirmed["code"], of_confirmed["row"]) == ("NOT_AMONG_THEM", 0)


async def test_a_right_that_ended_meanwhile_refuses_the_job_in_words(client, database, owner, march):
    await owner.execute(FORGET)
    client.sign_in("hr")
    client.read_in("vi")
    asked = await client.done(
        PROPOSE, input={**march, "generalPointsHundredths": 2_800, "idempotencyKey": "1"}
    )
    await owner.execute("delete from access_grant where verb = 'assessment.propose'")
    async with working(database):
        await ended(owner, asked["id"])

    (job,) = (await client.ask(JOBS, states=["REFUSED"]))["found"]["nodes"]
    (problem,) = job["problems"]
    assert (problem["code"], problem["path"], problem["row"]) == ("FORBIDDEN", ["unitId"], None)
    assert problem["message"].startswith("Hôm nay")
    assert await owner.fetchval(COUNT) == 0


async def test_a_job_is_cancelled_by_whoever_asked_and_by_nobody_else(client, database, owner, march):
    await owner.execute(FORGET)
    client.sign_in("hr")
    asked = await client.done(
        PROPOSE, input={**march, "generalPointsHundredths": 2_800, "idempotencyKey": "1"}
    )
    client.sign_in("finance")
    others = await client.problem(CANCEL, input={"id": asked["id"], "idempotencyKey": "2"})
    client.sign_in("hr")
    cancelled = await client.done(CANCEL, input={"id": asked["id"], "idempotencyKey": "3"})
    again = await client.problem(CANCEL, input={"id": asked["id"], "idempotencyKey": "4"})
    async with working(database):
        await asyncio.sleep(0.5)

    assert others["code"] == "job_not_found"
    assert cancelled["state"] == "CANCELLED"
    assert (again["code"], again["path"]) == ("job_over", ["input", "id"])
    assert await owner.fetchval(COUNT) == 0
