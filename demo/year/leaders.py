"""What is found each month of those who lead in the demo: d, đ and e of Decree 335/2025 art. 15."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from demo.binary_copy import Field
from demo.draw import Draw
from demo.posts import LEADERS, Posts
from demo.year.work import Work
from domain.assessments.inputs import FINDINGS
from domain.assessments.tables import FIELD_RESULTS, ORGANISING, UNITING

# Of a hundred months how many have each finding, in the order of its words after "none".
SHARES = {
    "field_result": (FIELD_RESULTS, (0.9, 0.1)),
    "organising": (ORGANISING, (0.55, 0.35, 0.08, 0.02)),
    "uniting": (UNITING, (0.94, 0.04, 0.02)),
}


def findings(draw: Draw, work: Work, posts: Posts) -> pl.DataFrame:
    """leads and the three findings for each person-month, "none" for who leads nobody."""
    leads = posts.rows["kind"].is_in(LEADERS).to_numpy()[work.position]
    numbers = draw.numbers("leading")
    found = {}
    for name, (words, shares) in SHARES.items():
        drawn = numbers.choice(len(shares), len(leads), p=shares) + 1
        found[name] = np.array(words)[np.where(leads, drawn, 0)]
    return pl.DataFrame({"leads": leads, **found})


def parted(months: Mapping[str, Field], found: pl.DataFrame) -> list[dict[str, Field]]:
    """Months of assessments by what was found, each part with texts of one length as COPY wants them."""
    parts = []
    for words, rows in found.with_row_index("place").group_by(FINDINGS, maintain_order=True):
        place = rows["place"].to_numpy()
        part = {name: field if isinstance(field, str) else field[place] for name, field in months.items()}
        parts.append(part | dict(zip(FINDINGS, map(str, words), strict=True)))
    return parts
