"""What breaks in a thread beside a statement is told as it is, and leaves the connection to the next transaction."""

import asyncio

import pytest

from domain.pay_runs import bulk_write, lines


@pytest.mark.parametrize(
    ("module", "name"),
    [(lines, "of"), (bulk_write, "seal"), (bulk_write, "_beside")],
    ids=["of", "seal", "beside"],
)
async def test_an_error_in_a_thread_ends_nothing_but_its_own_transaction(
    make_run, demo, owner, monkeypatch, module, name
):
    stray = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, told: stray.append(told["message"]))

    def broken(*_given):
        raise RuntimeError("broken")

    whole = getattr(module, name)
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(RuntimeError, match="broken"):
        await make_run()
    monkeypatch.setattr(module, name, whole)
    kept = await owner.fetchval("select count(*) from pay_run")
    made = await make_run()

    assert (kept, made.state, stray) == (0, "computed", [])
