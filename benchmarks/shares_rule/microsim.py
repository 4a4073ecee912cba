"""The same rule in OpenFisca-core or PolicyEngine-core, in an environment of its own.

`python microsim.py openfisca_core|policyengine_core PEOPLE.parquet TIMES` prints one JSON line: seconds to build the
simulation, seconds of the rule (the best of TIMES), the total and the people of each class.
"""

import json
import sys
import time
from importlib import import_module

import numpy as np
import pyarrow.parquet as pq

PACKAGE = sys.argv[1]


def part(module, name):
    return getattr(import_module(f"{PACKAGE}.{module}"), name)


YEAR = part("periods", "YEAR")
SimulationBuilder = part("simulations", "SimulationBuilder")
TaxBenefitSystem = part("taxbenefitsystems", "TaxBenefitSystem")
Variable = part("variables", "Variable")
build_entity = part("entities", "build_entity")

BASE_SALARY, COEFFICIENTS = 2_340_000, np.array([120, 100, 60, 0])
INPUTS = (
    "coefficient_hundredths",
    "leadership_coefficient_hundredths",
    "seniority_percent",
    "months",
    "score_hundredths",
)
Person = build_entity("person", "persons", "a person", is_person=True)
ROLE = {"key": "member", "plural": "members", "label": "member"}
Unit = build_entity("unit", "units", "a unit", roles=[ROLE])


def monthly(person, year):
    held = person("coefficient_hundredths", year).astype(np.float64)
    led = person("leadership_coefficient_hundredths", year)
    seniority = np.floor(held * BASE_SALARY * person("seniority_percent", year) / 10_000)
    return np.floor((held + led) * BASE_SALARY / 100) + seniority


def class_by_score(person, year):
    score = person("score_hundredths", year)
    return np.select([score >= 9000, score >= 7000, score >= 5000], [0, 1, 2], 3)


def class_within_quota(person, year):
    by_score = person("class_by_score", year)
    quota = person.unit.sum(person.unit.members("class_by_score", year) <= 1) * 20 // 100
    rank = person.get_rank(person.unit, -person("score_hundredths", year))
    return np.where((by_score == 0) & (rank >= quota), 1, by_score)


def weight(person, year):
    pay = person("monthly", year) * person("months", year)
    return np.floor(pay * COEFFICIENTS[person("class_within_quota", year)] / 1000)


def share(person, year):
    unit = person.unit
    fund = np.floor(unit.sum(unit.members("monthly", year) * unit.members("months", year)) * 10 / 100)
    weights = unit.sum(unit.members("weight", year))
    return np.floor(np.where(weights > 0, fund / np.maximum(weights, 1), 0) * person("weight", year))


def variable(name, kind, formula=None):
    body = {"value_type": kind, "entity": Person, "definition_period": YEAR, "label": name}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def system():
    rule = TaxBenefitSystem([Person, Unit])
    for name in INPUTS:
        rule.add_variable(variable(name, int))
    computed = (
        (monthly, float),
        (class_by_score, int),
        (class_within_quota, int),
        (weight, float),
        (share, float),
    )
    for formula, kind in computed:
        rule.add_variable(variable(formula.__name__, kind, formula))
    return rule


def built(rule, people):
    builder = SimulationBuilder()
    builder.create_entities(rule)
    builder.declare_person_entity("person", people["employee_id"])
    units = builder.declare_entity("unit", np.unique(people["unit_id"]))
    builder.join_with_persons(units, people["unit_id"], np.array(["member"] * len(people["unit_id"])))
    simulation = builder.build(rule)
    for name in INPUTS:
        simulation.set_input(name, "2026", people[name])
    return simulation


def main(file, times):
    table = pq.read_table(file)
    people = {name: table[name].to_numpy() for name in table.column_names}
    rule, build_seconds, rule_seconds = system(), [], []
    for _ in range(times):
        start = time.perf_counter()
        simulation = built(rule, people)
        ready = time.perf_counter()
        paid = np.asarray(simulation.calculate("share", "2026"), dtype=np.float64)
        rule_seconds.append(time.perf_counter() - ready)
        build_seconds.append(ready - start)
    classes = np.bincount(np.asarray(simulation.calculate("class_within_quota", "2026")), minlength=4)
    found = {"build": min(build_seconds), "rule": min(rule_seconds), "total_vnd": int(paid.sum())}
    print(json.dumps(found | {"classes": [int(people) for people in classes]}))


if __name__ == "__main__":
    main(sys.argv[2], int(sys.argv[3]))
