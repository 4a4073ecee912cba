"""Words: texts in the reader's language and values with their unit, all asked of the database in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.language.text import Language
from domain.pay_runs.way.reading.record import plain

Value: TypeAlias = tuple[str, str, str, str | None]

_ENTER = text("select set_config('meritgrid.language', :language, true)")
_TEXTS = text("""
    select meritgrid_translated(given.english) from unnest(cast(:texts as text[])) with ordinality
           as given (english, n) order by n
""")
_VALUES = text("""
    select value_formatted(model, name, told, case unit when 'option' then unit else coalesce(stated, unit) end)
    from unnest(cast(:models as text[]), cast(:names as text[]), cast(:told as text[]), cast(:stated as text[]))
         with ordinality as given (model, name, sent, stated, n),
         lateral (select cast(sent as json) as told) parsed, lateral (select value_unit(name, told) as unit) named
    order by n
""")


@dataclass(slots=True)
class ToSay:
    """What is to be said, each once."""

    texts: dict[str, None] = field(default_factory=dict)
    values: dict[Value, None] = field(default_factory=dict)

    def say(self, *texts: str) -> None:
        """Texts of a catalogue."""
        self.texts.update(dict.fromkeys(filter(None, texts)))

    def show(self, model: str, name: str, value: Any, stated: str | None = None) -> None:
        """A value under the name that says its unit, unless one was kept; each of several."""
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                self.values[model, name, _json(each), stated] = None


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked for, as it reads."""

    texts: Mapping[str, str]
    values: Mapping[Value, str]

    def text(self, english: str) -> str:
        """A text in the reader's language."""
        return self.texts.get(english, english)

    def value(self, model: str, name: str, value: Any, stated: str | None = None) -> str:
        """A value as it is shown; empty where there is none. The same in every month is said once."""
        shown = [self._one(model, name, each, stated) for each in _listed(value)]
        return shown[0] if len(set(shown)) == 1 else " · ".join(shown)

    def _one(self, model: str, name: str, value: Any, stated: str | None) -> str:
        return self.values.get((model, name, _json(value), stated)) or ""


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) and value else [None if isinstance(value, list) else value]


def _json(value: Any) -> str:
    return plain(value)


async def said(session: ReadSession, wanted: ToSay, language: Language) -> Words:
    """All of it in a language."""
    await session.execute(_ENTER, {"language": language})
    texts, values = list(wanted.texts), list(wanted.values)
    told = await session.scalars(_TEXTS, {"texts": texts})
    names = ("models", "names", "told", "stated")
    columns = {name: [value[place] for value in values] for place, name in enumerate(names)}
    shown = await session.scalars(_VALUES, columns)
    return Words(dict(zip(texts, told, strict=True)), dict(zip(values, shown, strict=True)))
