"""What values of enums are called, in the reader's language."""

import pytest

ASKED = "query ($type: String!) { enumLabels(type: $type) { value label description } }"


@pytest.mark.parametrize(
    ("language", "label", "description"),
    [
        ("en", "Reviewed", "Reviewed; it waits for somebody else's approval."),
        ("vi", "Đã soát", "Đã soát; đang chờ người khác duyệt."),
    ],
)
async def test_a_value_has_its_label_and_description_in_the_language(client, language, label, description):
    client.sign_in("hr")
    client.read_in(language)

    labels = (await client.ask(ASKED, type="PayRunState"))["enumLabels"]

    assert [each["value"] for each in labels] == [
        "COMPUTING", "COMPUTED", "REVIEWED", "APPROVED", "CLOSED", "DISCARDED",
    ]  # fmt: skip
    assert labels[2] == {"value": "REVIEWED", "label": label, "description": description}


@pytest.mark.parametrize(("language", "label"), [("en", "Commune"), ("vi", "Cấp xã")])
async def test_a_ward_is_a_unit_of_the_communes_level(client, language, label):
    client.sign_in("hr")
    client.read_in(language)

    labels = (await client.ask(ASKED, type="UnitKind"))["enumLabels"]

    assert [each["label"] for each in labels if each["value"] == "COMMUNE"] == [label]


async def test_a_problem_code_is_called_by_its_sentence(client):
    client.sign_in("hr")
    client.read_in("vi")

    labels = (await client.ask(ASKED, type="ProblemCode"))["enumLabels"]

    (found,) = [each for each in labels if each["value"] == "ALREADY_EXISTS"]
    assert found["label"] == "Nội dung này đã có. Chưa ghi gì; hãy xem nội dung đã có trước khi thêm."
    assert found["description"] == found["label"]


@pytest.mark.parametrize("name", ["Nope", "Unit", "__TypeKind", "Amount", ""])
async def test_what_is_no_enum_of_the_schema_has_no_labels(client, name):
    client.sign_in("hr")

    assert await client.ask(ASKED, type=name) == {"enumLabels": None}


async def test_strangers_are_told_no_labels(client):
    (error,) = await client.errors(ASKED, type="PayRunState")

    assert error["extensions"]["code"] == "unauthenticated"


async def test_a_right_is_called_as_refusals_name_it(client):
    client.sign_in("hr")
    client.read_in("vi")

    labels = (await client.ask(ASKED, type="Verb"))["enumLabels"]

    (found,) = [each for each in labels if each["value"] == "PAY_RUN_APPROVE"]
    assert found["label"] == "Duyệt bảng chi trả"
