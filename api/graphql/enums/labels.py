"""Enum labels: what the values of the schema's enums are called in the reader's language."""

from collections.abc import Iterator
from typing import Annotated

import strawberry
from strawberry.types import Info

from api.graphql.context import Context
from api.graphql.engine.parts import StrawberryEnumDefinition
from api.graphql.permissions import signed_in
from domain.language import catalogue
from domain.language.rights import named

# A refusal has no name but its code: its sentence stands for it.
REFUSALS = "ProblemCode"
# What a right is called where a refusal names it, so that both agree.
RIGHTS = "Verb"
# Names that are no words, or not those that people use.
CALLED = {
    "ASC": "Ascending",
    "BP": "Basis points",
    "DAY_SET": "Day of the administration set",
    "DESC": "Descending",
    "EN": "English",
    "EUR_CENTS": "Euro cents",
    "OCR": "Read by machine",
    "PAY_RUN_APPROVAL_KEPT": "Approval of a pay run kept",
    "PAY_RUN_APPROVAL_WITHDRAWN": "Approval of a pay run withdrawn",
    "PAY_RUN_COMPUTED": "Pay run made",
    "PAY_RUN_DISCARDED": "Pay run set aside",
    "PAY_RUN_WITHDRAWAL_ASKED": "Withdrawal of an approval asked for",
    "RIGHT_REQUESTED": "Right for another asked for",
    "SCENARIO_SIMULATED": "Cost of a rule asked for",
    "SECRET_ERASED": "Salts of a person erased",
    "SESSION_STARTED": "Signed in",
    "SGD_CENTS": "Singapore cents",
    "TWD": "Taiwan dollars",
    "USD": "Dollars",
    "USD_CENTS": "US cents",
    "VI": "Vietnamese",
    "VND": "Dong",
}


@strawberry.type(description="A value of an enum, in words.")
class EnumLabel:
    value: str = strawberry.field(description="The value, as documents and answers spell it.")
    label: str = strawberry.field(
        description="What it is called, for lists to choose from; of a `ProblemCode` its sentence."
    )
    description: str = strawberry.field(description="What it means, in a sentence.")


@strawberry.type
class EnumQueries:
    @strawberry.field(
        description="What the values of an enum of this schema are called in the reader's language, in the order of the"
        " schema; null when it has no enum of this name.",
        extensions=[signed_in()],
    )
    async def enum_labels(
        self,
        info: Info[Context, None],
        kind: Annotated[
            str, strawberry.argument(name="type", description="The enum, such as `PayRunState`.")
        ],
    ) -> list[EnumLabel] | None:
        found = info.schema.get_type_by_name(kind)
        if not isinstance(found, StrawberryEnumDefinition):
            return None
        said = info.context.language
        return [
            EnumLabel(
                value=value,
                label=_begun(catalogue.translated(label, said, code)),
                description=catalogue.translated(says, said, code),
            )
            for value, label, says, code in words(found)
        ]


def words(kind: StrawberryEnumDefinition) -> Iterator[tuple[str, str, str, str | None]]:
    """Each value of an enum with its label and description in English, and the code of the refusal that it is."""
    for each in kind.values:
        says = each.description or ""
        if kind.name == REFUSALS:
            yield each.name, says, says, str(each.value)
        elif kind.name == RIGHTS:
            yield each.name, named(str(each.value)).template, says, None
        else:
            yield each.name, CALLED.get(each.name) or each.name.replace("_", " ").capitalize(), says, None


def _begun(label: str) -> str:
    """With a capital, as a list shows it."""
    return label[:1].upper() + label[1:]
