"""Periods: a month, a quarter, a half-year or a year, by its first day and the day after its last."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.language.text import Text

MONTHS_OF = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
KINDS = tuple(MONTHS_OF)
NAMES = {
    "month": Text("month"),
    "quarter": Text("quarter"),
    "half_year": Text("half-year"),
    "year": Text("year"),
}
WRITTEN = {
    "month": Text("{start:%Y-%m}"),
    "quarter": Text("{start:%Y}-Q{number}"),
    "half_year": Text("{start:%Y}-H{number}"),
    "year": Text("{start:%Y}"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months in a row: `kind` is a word of `MONTHS_OF`, `start` a first day of a month."""

    kind: str
    start: date
    after: date

    @classmethod
    def beginning(cls, kind: str, start: date) -> "Period":
        """The period of a kind that begins on a day. Raises KeyError for an unknown kind."""
        later = start.month - 1 + MONTHS_OF[kind]
        return cls(kind, start, date(start.year + later // 12, later % 12 + 1, 1))

    @classmethod
    def holding(cls, kind: str, day: date) -> "Period":
        """The period of a kind that a day lies in. Raises KeyError for an unknown kind."""
        months = MONTHS_OF[kind]
        return cls.beginning(kind, date(day.year, (day.month - 1) // months * months + 1, 1))

    @classmethod
    def year(cls, year: int) -> "Period":
        """A whole year."""
        return cls.beginning("year", date(year, 1, 1))

    @property
    def name(self) -> Text:
        """The kind as people say it."""
        return NAMES[self.kind]

    @property
    def said(self) -> str:
        """The period as people write it: 2026, 2026-H1, 2026-Q2, 2026-04."""
        return str(self.text)

    @property
    def text(self) -> Text:
        """The same, in any language."""
        number = (self.start.month - 1) // MONTHS_OF[self.kind] + 1
        return Text(WRITTEN[self.kind].template, start=self.start, number=number)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.after - timedelta(days=1)

    @property
    def months(self) -> list[date]:
        """The first day of each of its months."""
        first = self.start.month - 1
        return [
            date(self.start.year + month // 12, month % 12 + 1, 1)
            for month in range(first, first + MONTHS_OF[self.kind])
        ]
