"""The same rule as one loop that numba compiles: the practical limit on one core, in an environment of its own.

`python fused_loop.py PEOPLE.parquet TIMES` prints one JSON line: seconds to order the people by unit and score,
seconds of the loop (the best of TIMES, compiled before), the total and the people of each class. It adds up, and
keeps no column of anybody.
"""

import json
import sys
import time

import numba
import numpy as np
import pyarrow.parquet as pq

COLUMNS = (
    "coefficient_hundredths",
    "leadership_coefficient_hundredths",
    "seniority_percent",
    "months",
    "score_hundredths",
)


@numba.njit
def monthly(held, led, seniority, base):
    return (held + led) * base // 100 + held * base * seniority // 10_000


@numba.njit
def class_of(score, place, quota):
    by_score = 0 if score >= 9000 else 1 if score >= 7000 else 2 if score >= 5000 else 3
    return 1 if by_score == 0 and place >= quota else by_score


@numba.njit
def paid(bounds, columns, base, coefficients, people, money):
    start, end = bounds
    held, led, seniority, months, score = columns
    for unit in range(len(start)):
        good, fund, weights = 0, 0, 0
        for i in range(start[unit], end[unit]):
            good += score[i] >= 7000
        quota = good * 20 // 100
        for i in range(start[unit], end[unit]):
            pay = monthly(held[i], led[i], seniority[i], base) * months[i]
            fund += pay
            weights += pay * coefficients[class_of(score[i], i - start[unit], quota)] // 1000
        fund = fund * 10 // 100
        for i in range(start[unit], end[unit]):
            class_ = class_of(score[i], i - start[unit], quota)
            pay = monthly(held[i], led[i], seniority[i], base) * months[i]
            people[class_] += 1
            if weights > 0:
                money[class_] += fund * (pay * coefficients[class_] // 1000) // weights


def main(file, times):
    table = pq.read_table(file)
    began = time.perf_counter()
    units, scores, ids = (table[name].to_numpy() for name in ("unit_id", "score_hundredths", "employee_id"))
    order = np.lexsort((ids, -scores.astype(np.int64), units))
    columns = tuple(table[name].to_numpy()[order].astype(np.int64) for name in COLUMNS)
    start = np.flatnonzero(np.r_[True, np.diff(units[order]) != 0])
    end = np.r_[start[1:], len(order)]
    ordered = time.perf_counter() - began
    seconds = []
    for _ in range(times + 1):
        people, money = np.zeros(4, np.int64), np.zeros(4, np.int64)
        began = time.perf_counter()
        paid((start, end), columns, 2_340_000, np.array([120, 100, 60, 0]), people, money)
        seconds.append(time.perf_counter() - began)
    found = {"build": ordered, "rule": min(seconds[1:]), "total_vnd": int(money.sum())}
    print(json.dumps(found | {"classes": [int(number) for number in people]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
