"""Tests are sentences, flat, and can fail."""

from tests.house.rules.shape import tests
from tests.house.rules.tree import ROOT


def test_every_test_asserts_something():
    assert tests.idle_tests(ROOT) == []


def test_a_test_that_cannot_fail_is_found(plant):
    text = "def _same(a, b):\n    assert a == b\n\n\ndef test_one_is_one_always():\n    _same(1, 1)\n"
    plant("tests/test_good.py", text)
    root = plant("tests/test_idle.py", "def test_pay_is_right_to_the_dong():\n    compute()\n")

    assert tests.idle_tests(root) == ["tests/test_idle.py:1 test_pay_is_right_to_the_dong asserts nothing"]


def test_every_test_is_a_flat_function():
    assert tests.classes_of_tests(ROOT) == []


def test_a_class_of_tests_is_found(plant):
    text = "class TestPay:\n    def test_pay_is_right_to_the_dong(self):\n        assert pay() == 1\n"

    assert tests.classes_of_tests(plant("tests/test_pay.py", text)) == [
        "tests/test_pay.py:1 TestPay: tests are flat functions"
    ]


def test_every_test_is_named_by_a_sentence():
    assert tests.unsaid_tests(ROOT) == []


def test_a_test_without_a_sentence_is_found(plant):
    root = plant("tests/test_pay.py", "def test_pay():\n    assert pay() == 1\n")

    assert tests.unsaid_tests(root) == ["tests/test_pay.py:1 test_pay: a test's name is a sentence"]
