"""Vietnamese names: found however they are typed, and in the order of Vietnamese lists."""

import unicodedata

import pytest

FOUND = "query ($words: String!) { employees(first: 100, filter: {search: $words}) { totalCount nodes { fullName } } }"
IN_ORDER = (
    *(
        "Trần An",
        "Đào Thị Ánh",
        "Lê Ăn",
        "Lê Ân",
        "Đỗ Văn Ẩn",
        "Binh",
        "Bình",
        "Bỉnh",
        "Bĩnh",
        "Bính",
        "Bịnh",
    ),
    *(
        "Dung",
        "Đào",
        "Nguyễn Thị Hồng",
        "Trần Nguyệt Hồng",
        "H'Hen Niê",
        "Lê O",
        "Lê Ô",
        "Lê Ơ",
        "Lê U",
        "Lê Ư",
    ),
)


@pytest.fixture
async def people(client, owner):
    """HR of an administration of these people alone."""
    unit = await owner.fetchval("select unit_id from unit_state where kind = 'commune' limit 1")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from employee")
    await owner.executemany(
        "insert into employee (id, code, full_name, born_on, joined_on, unit_id)"
        " values (gen_random_uuid(), $1, $2, '1990-01-01', '2020-01-01', $3)",
        [(f"P{number:03}", name, unit) for number, name in enumerate(reversed(IN_ORDER))],
    )
    client.sign_in("hr")
    return client


async def names(people, words):
    """Who is found, in order."""
    return [node["fullName"] for node in (await people.ask(FOUND, words=words))["employees"]["nodes"]]


async def test_people_stand_in_the_order_of_vietnamese_lists_by_given_name_first(people):
    answer = await people.ask("{ employees(first: 100) { nodes { fullName } } }")

    assert [node["fullName"] for node in answer["employees"]["nodes"]] == list(IN_ORDER)


@pytest.mark.parametrize(
    "words",
    [
        "nguyen thi hong",
        "HỒNG nguyễn",
        "  hong   thi ",
        "nguy thi",
        unicodedata.normalize("NFD", "Nguyễn Thị"),
    ],
)
async def test_a_name_is_found_without_marks_in_either_spelling_in_any_order_and_by_beginnings(people, words):
    assert await names(people, words) == ["Nguyễn Thị Hồng"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dao", ["Đào Thị Ánh", "Đào"]),
        ("đào", ["Đào Thị Ánh", "Đào"]),
        ("bính", ["Bính"]),
        ("h'hen", ["H'Hen Niê"]),
        ("hong \\ ' : * & | !", []),
        ("%", []),
    ],
)
async def test_marks_that_were_typed_are_meant_and_signs_are_only_signs(people, words, found):
    assert await names(people, words) == found


async def test_a_code_is_found_by_its_beginning(people):
    assert await names(people, "P00") == list(IN_ORDER[-10:])


async def test_nobody_is_found_who_may_not_be_read(people, owner):
    people.sign_in("employee")

    assert await names(people, "nguyen") == []


async def test_the_order_of_names_is_the_same_from_its_end_and_page_by_page(people):
    document = """query ($way: OrderDirection!, $after: String) {
      employees(first: 4, after: $after, orderBy: {field: NAME, direction: $way}) {
        nodes { fullName } pageInfo { hasNextPage endCursor } } }"""
    for way, wanted in (("ASC", IN_ORDER), ("DESC", IN_ORDER[::-1])):
        read, after, more = [], None, True
        while more:
            page = (await people.ask(document, way=way, after=after))["employees"]
            read += [node["fullName"] for node in page["nodes"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert read == list(wanted)
