"""What only shows when a model runs: its cases, and what must hold for whatever rows it is given."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pay_models.kernel.conformance.cases import CASES, Never, SumsTo, differences
from pay_models.kernel.conformance.subject import Subject, apart_by
from pay_models.kernel.errors import BadRows, Refused
from pay_models.kernel.run.forms import built
from pay_models.kernel.run.rerun import again

SHUFFLES = (1, 2, 3)


def cases_come_out(subject: Subject) -> Iterator[str]:
    """cases.yaml is there, and every case of it comes out to the last unit."""
    if subject.cases is None:
        yield f"{CASES} is missing: rows that an officer can check by hand, and what must come out"
        return
    names = [case.id for case in subject.cases.cases]
    yield from (f"{name} stands there twice" for name in dict.fromkeys(names) if names.count(name) > 1)
    if not names:
        yield f"{CASES} holds no case"
    for case in subject.cases.cases:
        try:
            found = list(differences(subject.computed(case), case))
        except Refused as refused:
            found = [str(refused)]
        yield from (f"{case.id}: {said}" for said in found)


def every_step_is_expected(subject: Subject) -> Iterator[str]:
    """Every step is expected by some case."""
    expected: dict[str, set[str]] = {}
    for case in subject.cases.cases if subject.cases else ():
        for stage, rows in case.expect.items():
            expected.setdefault(stage, set()).update(*rows)
        if case.published:
            first = case.published.stage or subject.model.stages[0].name
            expected.setdefault(first, set()).add(case.published.column)
    for each in subject.model.stages:
        if missing := [name for name in each.formulas if name not in expected.get(each.name, ())]:
            yield f"{each.name}: no case expects {', '.join(missing)}"


def order_of_rows_never_matters(subject: Subject) -> Iterator[str]:
    """The same rows in another order give everybody the same."""
    if subject.run is None or subject.people is None:
        return
    for seed in SHUFFLES:
        mixed = {
            stage: frame.sample(fraction=1, shuffle=True, seed=seed)
            for stage, frame in subject.people.items()
        }
        yield from (f"{name} depends on it" for name in apart_by(subject.run, subject.run_of(mixed)))


def a_second_run_gives_the_same(subject: Subject) -> Iterator[str]:
    """The same rows and the law's own numbers give the same once more: no clock, no chance, nothing kept."""
    if subject.run is not None and subject.people is not None:
        values = subject.run.parameters
        own = {name: values.entry(name).value for name in values.dated.parameters}
        built.cache_clear()  # a formula that was kept built would hide a clock in it
        yield from (f"{name} differs" for name in apart_by(subject.run, subject.run_of(subject.people, own)))


def what_ifs_are_whole(subject: Subject) -> Iterator[str]:
    """A number changed and only what reads it computed anew gives what a whole run gives."""
    if subject.run is None or subject.people is None:
        return
    for name, value in subject.alternatives():
        try:
            whole = subject.run_of(subject.people, {name: value})
        except BadRows:
            continue  # rows that this number leaves without an answer
        told = f"with {name} = {value}"
        yield from (
            f"{column} differs {told}" for column in apart_by(whole, again(subject.run, {name: value}))
        )


def engines_agree(subject: Subject) -> Iterator[str]:
    """Every engine gives the same to the last unit."""
    for name in subject.engines:
        if subject.run is not None and subject.people is not None:
            other = subject.run_of(subject.people, engine=name)
            yield from (f"{column} differs on {name}" for column in apart_by(subject.run, other))


def promises_are_kept(subject: Subject) -> Iterator[str]:
    """What cases.yaml promises holds in all its cases: sums, and bounds never crossed."""
    for promise in subject.cases.promises if subject.cases else ():
        stage = promise.stage or subject.model.stages[-1].name
        for frame in _computed(subject, stage):
            yield from _sums(frame, promise) if isinstance(promise, SumsTo) else _crossed(frame, promise)


def _computed(subject: Subject, stage: str) -> Iterator[pl.DataFrame]:
    if file := subject.cases:
        yield from (subject.computed(case)[stage] for case in file.cases)


def _sums(frame: pl.DataFrame, promise: SumsTo) -> Iterator[str]:
    left = pl.col(promise.left).first() if promise.left else 0
    groups = frame.group_by(promise.among).agg(
        (pl.col(promise.sums).sum() + left).alias("sum"), pl.col(promise.to).first().alias("whole")
    )
    for group in groups.filter(pl.col("sum") != pl.col("whole")).iter_rows(named=True):
        named = ", ".join(f"{name} {group[name]}" for name in promise.among)
        yield f"{promise.sums} of {named} is {group['sum']} together, not the {group['whole']} of {promise.to}"


def _crossed(frame: pl.DataFrame, promise: Never) -> Iterator[str]:
    column = pl.col(promise.never)
    for bound, crossed in ((promise.above, column.gt), (promise.below, column.lt)):
        if bound is not None and (wrong := frame.filter(crossed(pl.col(bound)))).height:
            row = wrong.row(0, named=True)
            yield f"{promise.never} is {row[promise.never]}, where {bound} is {row[bound]}"
