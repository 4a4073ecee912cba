"""Reading the pay models, their numbers, and the text of the rule that governs a unit."""

from asyncio import to_thread
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.computed.answers import lasts
from api.graphql.computed.lists import After, Before, First, Last, PageArguments, page
from api.graphql.enums.words import PayRunKind, member
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.permissions import signed_in
from api.graphql.reads.fields import Connection
from api.graphql.reads.inputs import narrows
from api.models.articles import Article, articles_of
from api.models.parameters import Parameter, parameters_of
from api.models.types import PayModel, pay_models
from domain.computing.rules import FLAT, told
from domain.errors import Invalid
from domain.reading.filters import MOST_VALUES
from domain.reading.ids import uuid_of
from domain.regulations.articles import governing_rules, stated_rules
from pay_models.kernel import Refused
from pay_models.kernel.errors import NotInForce

BONUS: PayRunKind = member(PayRunKind, FLAT)
On: TypeAlias = Annotated[date, strawberry.argument(description="The day whose numbers are asked for.")]


@strawberry.input(
    description="Which pay models; all of what is stated holds. A list means one of it, an empty one none."
)
class PayModelFilter:
    ids: list[strawberry.ID] | None = narrows("Of these ids.")
    countries: list[str] | None = narrows("Of these countries, such as `vn`.")
    families: list[str] | None = narrows("Of these families, such as `vn.bonus_fund` for every year's.")
    in_force_on: date | None = narrows("Those that answer for this day.")

    def refuse_long(self) -> None:
        """Raise Invalid (`too_many_values`) for a list of more than anybody asks for."""
        for name, among in (("ids", self.ids), ("countries", self.countries), ("families", self.families)):
            if among is not None and len(among) > MOST_VALUES:
                raise Invalid(
                    "too_many_values",
                    "These are {count} values; {most} are allowed. Ask in parts.",
                    f"filter.{name}",
                    count=len(among),
                    most=MOST_VALUES,
                )

    def holds(self, model: PayModel) -> bool:
        """Whether a model is among those asked for."""
        asked = ((self.ids, model.id), (self.countries, model.country), (self.families, model.family))
        until, day = model.effective_until, self.in_force_on
        begun = day is None or (model.effective_from <= day and (until is None or day < until))
        return begun and all(among is None or value in among for among, value in asked)


@strawberry.type
class ModelQueries:
    @strawberry.field(
        description="The pay models that ship, by id: they are few, so no other order is offered.",
        extensions=[signed_in(), lasts()],
    )
    async def pay_models(
        self,
        info: ContextInfo,
        filter: Annotated[PayModelFilter | None, strawberry.argument(description="Only these.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[PayModel] | None:
        if filter is not None:
            filter.refuse_long()
        shipped = await to_thread(pay_models, info.context.language)
        found = [each for each in shipped if filter is None or filter.holds(each)]
        asked = PageArguments("payModels", first, after, last, before)
        return page("PayModel", found, lambda each: each.id, asked)

    @strawberry.field(
        description="The pay model of this id; null when none has it.", extensions=[signed_in(), lasts()]
    )
    async def pay_model(
        self, info: ContextInfo, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> PayModel | None:
        shipped = await to_thread(pay_models, info.context.language)
        return next((each for each in shipped if each.id == id), None)

    @strawberry.field(
        description="The numbers and choices of a pay model with its own values on a day.",
        extensions=[signed_in(), lasts()],
    )
    async def parameters(
        self,
        info: ContextInfo,
        model: Annotated[str, strawberry.argument(description="The pay model, such as `vn.classes_2026`.")],
        on: On,
    ) -> list[Parameter] | None:
        try:
            return list(parameters_of(model, on, info.context.language))
        except Refused as refusal:
            path = "on" if isinstance(refusal, NotInForce) else "model"
            raise Invalid(refusal.code, told(refusal), path) from refusal

    @strawberry.field(
        description="The text of the rule by which runs of a kind are computed, in plain words, with a slot wherever a"
        " value stands: the models that the unit's regulation picks, and the values that it sets.",
        extensions=[signed_in()],
    )
    async def articles(
        self,
        info: ContextInfo,
        on: On,
        unit_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="The unit whose regulation governs; left out: what ships, with the law's own values."
            ),
        ] = None,
        kind: Annotated[PayRunKind, strawberry.argument(description="The kind of run.")] = BONUS,
        regulation_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="A regulation to be read instead, also a draft; a kind that it does not name is inherited."
            ),
        ] = None,
    ) -> list[Article] | None:
        unit = None if unit_id is None else uuid_of("Unit", unit_id, "unitId")
        own = None if regulation_id is None else uuid_of("Regulation", regulation_id, "regulationId")
        async with info.context.database.reading(info.context.signed_in) as session:
            if own is None:
                governing = await governing_rules(session, unit, kind.value, on)
            else:
                governing = await stated_rules(session, own, kind.value, on)
        return articles_of(governing, info.context.language)
