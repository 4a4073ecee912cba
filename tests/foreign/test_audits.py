"""The GraphQL Foundation's audits of GraphQL over HTTP (npm graphql-http), as `make audit-http` shows them."""

from tests.fixtures.listening import kinds, needs_foreign, node


@needs_foreign
async def test_every_official_audit_is_ok(address: str) -> None:
    code, lines = await node("audit.mjs", f"{address}/graphql")

    print("\n", *lines, sep="\n")  # noqa: T201 - this is what `make audit-http` shows
    assert kinds(lines) == {"ok": 61}
    assert code == 0
