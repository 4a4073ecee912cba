"""What `docs/how-to/add-a-pay-model.md` shows is what happens: an agency's package, checked, installed and used."""

import shlex
import tomllib
from importlib.metadata import entry_points

import pytest

from cli.models import check
from pay_models.kernel import registry
from tests.pages import page, shows

PAGE = page("add-a-pay-model.md")
MODEL = "vn.hue_library_evenings"
CACHES = (registry.model_ids, registry.models, registry.model, registry._theirs)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The package of the page, as its author has it; where Spark is, it has tests of its own."""
    monkeypatch.setattr(check, "installed_engines", lambda: ("duckdb",))
    PAGE.save(tmp_path)
    for folder in ("hue_pay", "hue_pay/library_evenings"):
        (tmp_path / folder / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def installed(package, monkeypatch):
    """The same, as `pip install` leaves it: importable, with its entry points."""
    declared = tomllib.loads(PAGE.files["pyproject.toml"])["project"]
    points = declared["entry-points"][registry.GROUP].items()
    info = package / "hue_pay-2026.7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {declared['name']}\nVersion: {declared['version']}\n")
    lines = [f"[{registry.GROUP}]", *(f"{name} = {value}" for name, value in points)]
    (info / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(package)
    for cache in CACHES:
        cache.cache_clear()
    yield package
    monkeypatch.undo()
    for cache in CACHES:
        cache.cache_clear()


def commands(kind: str) -> list[tuple[str, str]]:
    return [(command, output) for command, output in PAGE.commands if command.startswith(kind)]


def test_the_folder_passes_the_check_that_the_page_shows(package, meritgrid):
    ((command, output),) = commands("models check")
    answer = meritgrid(*shlex.split(command))
    assert answer.code == 0, answer.out
    assert shows(output, answer.out), answer.out


def test_a_rule_that_is_broken_is_told_and_the_exit_code_says_so(package, meritgrid):
    cases = package / "hue_pay" / "library_evenings" / "cases.yaml"
    cases.write_text(cases.read_text().replace("paid_vnd: 400000", "paid_vnd: 400001"))
    answer = meritgrid("models", "check", "hue_pay")
    assert answer.code == 1
    assert "  wrong cases.yaml is there, and every case of it comes out to the last unit.\n" in answer.out
    assert "EVENING-01: paid_vnd of employee_id a is 400000, not 400001\n" in answer.out


def test_a_folder_without_models_is_a_wrong_question(meritgrid, tmp_path):
    answer = meritgrid("models", "check", tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert "holds no pay model: a model is a folder with a model.py." in answer.err


def test_once_installed_every_command_knows_it(installed, meritgrid):
    assert MODEL in {point.name for point in entry_points(group=registry.GROUP)}
    for command, output in [*commands("compute"), *commands("explain")]:
        answer = meritgrid(*shlex.split(command))
        assert answer.code == 0, answer.err
        assert shows(output, answer.out), answer.out
    assert f"  {MODEL} " in meritgrid("models").out


def test_an_id_that_meritgrid_has_is_refused(installed, meritgrid):
    points = next(installed.glob("*.dist-info")) / "entry_points.txt"
    points.write_text(points.read_text().replace(MODEL, "vn.grade_pay"))
    for cache in CACHES:
        cache.cache_clear()
    answer = meritgrid("models")
    assert (answer.code, answer.out) == (1, "")
    assert (
        "An installed package brings vn.grade_pay, which Meritgrid has: give it an id of its own."
        in answer.err
    )
