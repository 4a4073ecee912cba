"""Documents of clients that nobody registered are named, with the clients that have some."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from domain.actor import SYSTEM
from domain.database.sessions import owning
from domain.documents import service
from domain.errors import NotFound

AT = datetime(2026, 12, 31, tzinfo=UTC)
WAY_OUT = "Register some with `meritgrid documents register`."
HOW = "Hãy đăng ký bằng `meritgrid documents register`."


@pytest.mark.parametrize(
    ("registered", "english", "vietnamese"),
    [
        (
            (),
            f"No documents of a client “kiosk” are registered; nobody has any yet. {WAY_OUT}",
            f"Chưa đăng ký tài liệu nào của ứng dụng “kiosk”; chưa ứng dụng nào có tài liệu. {HOW}",
        ),
        (
            ("hr-portal", "payroll"),
            f"No documents of a client “kiosk” are registered; these have some: hr-portal, payroll. {WAY_OUT}",
            "Chưa đăng ký tài liệu nào của ứng dụng “kiosk”; các ứng dụng đã có tài liệu: hr-portal, payroll."
            f" {HOW}",
        ),
    ],
)
async def test_a_client_without_documents_is_told_with_those_that_have_some(
    owner_url: str, owner: Any, registered: tuple[str, ...], english: str, vietnamese: str
) -> None:
    async with owning(owner_url, SYSTEM) as session:
        for client in registered:
            text = f"query Of_{len(client)} {{ me {{ name }} }}"
            await service.register(session, client, {sha256(text.encode()).hexdigest(): text}, AT)

    with pytest.raises(NotFound) as refused:
        async with owning(owner_url, SYSTEM) as session:
            await service.remove(session, "kiosk")

    assert (refused.value.code, refused.value.path) == ("unknown_client", "")
    assert (refused.value.said("en"), refused.value.said("vi")) == (english, vietnamese)
    assert await owner.fetchval("select count(*) from client_document") == len(registered)
    assert await owner.fetchval("select count(*) from audit_event") == len(registered)
