"""What is here is used."""

from tests.house.rules.shape.unused import unused_modules
from tests.house.rules.tree import ROOT


def test_every_module_is_used_by_the_product():
    assert unused_modules(ROOT) == []


def test_a_module_that_only_its_test_uses_is_found(plant):
    plant("cli/main.py", "from domain.funds import service\n")
    plant("domain/funds/service.py", "import domain.clock\n")
    plant("domain/clock.py", "")
    plant("pay_models/vn/grade_pay/model.py", "")
    plant("tests/test_past.py", "from domain.funds import past\n")
    root = plant("domain/funds/past.py", "import domain.funds.past\n")

    assert unused_modules(root) == ["domain/funds/past.py is imported by nothing"]
