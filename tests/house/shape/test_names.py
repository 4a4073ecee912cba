"""Names are the trade's, and every area has the same few files."""

import pytest

from tests.house.rules.shape import names
from tests.house.rules.tree import ROOT


def test_no_module_has_a_name_that_says_nothing():
    assert names.empty_names(ROOT) == []


@pytest.mark.parametrize(
    "name",
    [
        "domain/utils.py",
        "api/helpers/dates.py",
        "domain/session_manager.py",
        "web/src/common.ts",
        "domain/base.py",
    ],
)
def test_a_name_that_says_nothing_is_found(plant, name):
    plant("domain/baseline.py", "")

    assert names.empty_names(plant(name, "")) == [f"{name}: name it after what it does"]


def test_every_area_has_the_same_few_files_and_says_what_its_own_are():
    assert names.strange_files(ROOT) == []


def test_a_strange_file_of_an_area_is_found(plant):
    plant("domain/people/service.py", "")
    plant("domain/people/faults.py", '"""What is wrong with a person before it is written."""')
    plant("domain/people/imports.py", "")
    root = plant("api/people/faults.py", '"""What is wrong with a person before it is written."""')

    assert names.strange_files(root) == [
        "api/people/faults.py: an area has mutations, queries, subscriptions, types",
        "domain/people/imports.py: an area has events, service, tables, views",
    ]


def test_every_area_of_the_api_is_one_of_the_domain():
    assert names.unknown_areas(ROOT) == []


def test_an_area_that_only_the_api_knows_is_found(plant):
    assert names.unknown_areas(plant("api/funds/types.py", "")) == ["api/funds has no domain/funds"]


def test_every_legal_text_has_its_model_numbers_cases_and_page():
    assert names.incomplete_models(ROOT) == []


def test_a_legal_text_without_cases_is_found(plant):
    plant("pay_models/vn/grade_pay/README.md", "")
    plant("pay_models/vn/grade_pay/parameters.yaml", "")
    root = plant("pay_models/vn/grade_pay/model.py", "")

    assert names.incomplete_models(root) == ["pay_models/vn/grade_pay lacks cases.yaml"]


def test_one_class_name_means_one_thing_in_a_layer(plant):
    assert names.classes_named_twice(ROOT) == []

    plant("cli/console.py", "class Column: ...\n")
    plant("domain/copy.py", "class Column: ...\n")
    root = plant("domain/reading/view.py", "class Column: ...\nclass _Own: ...\n")
    assert names.classes_named_twice(root) == [
        "Column is a class of domain/copy.py and of domain/reading/view.py: give one of them a name of its own"
    ]


def test_no_module_is_named_by_a_participle(plant):
    assert names.participles(ROOT) == []

    plant("cli/told.py", "")
    plant("domain/database/embedded.py", "")
    root = plant("domain/audit/pinned.py", "")
    assert names.participles(root) == [
        "cli/told.py: name it by a noun of the field",
        "domain/audit/pinned.py: name it by a noun of the field",
    ]
