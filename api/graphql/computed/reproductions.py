"""Reproductions: a run or one line computed again, as clients see it."""

import strawberry


@strawberry.type(description="A model whose code is called otherwise now: that alone changes no value.")
class OtherVersion:
    model_id: str = strawberry.field(description="The model.")
    stored: str = strawberry.field(description="Its version when the run was computed.")
    current: str = strawberry.field(description="Its version now.")


@strawberry.type(description="A run computed again from its kept inputs, and compared line by line.")
class Reproduction:
    reproduced: bool = strawberry.field(
        description="Whether every line and the root are the same: `sameValues`."
    )
    lines: int = strawberry.field(description="How many lines were compared.")
    same: int = strawberry.field(description="How many of them are the same.")
    stored_root: str = strawberry.field(description="The root over the lines as the run keeps it.")
    recomputed_root: str = strawberry.field(description="The root over the lines computed now.")
    first_difference: str | None = strawberry.field(
        description="The first line that differs, how, and the first step of it that does."
    )
    same_values: bool = strawberry.field(
        description="Whether every line and every step of it has the same value."
    )
    same_rules: bool = strawberry.field(
        description="Whether the models and their numbers in force are those that the run followed."
    )
    other_rules: list[str] = strawberry.field(
        description="Each model or number in force that is another one now; empty when the rules are the same."
    )
    other_versions: list[OtherVersion] = strawberry.field(
        description="Models whose code has another version now, for information."
    )
    release: str | None = strawberry.field(description="The release that computed the run, for information.")
    current_release: str = strawberry.field(description="The release that computed it now.")


@strawberry.type(
    description="One line computed again from the kept inputs of its run, and compared step by step."
)
class LineReproduction:
    same_values: bool = strawberry.field(description="Whether the amount and every step have the same value.")
    same_rules: bool = strawberry.field(
        description="Whether the models and their numbers in force are those that the line followed."
    )
    people: int = strawberry.field(
        description="How many people were computed for it: those of the units that it was measured against."
    )
    stored_leaf: str = strawberry.field(description="The hash of the line as the run keeps it.")
    recomputed_leaf: str = strawberry.field(
        description="The hash of the line computed now; empty where its secret was erased, so that nobody can make it."
    )
    first_difference: str | None = strawberry.field(description="The first step that differs, and how.")
    other_rules: list[str] = strawberry.field(
        description="Each model or number in force that is another one now; empty when the rules are the same."
    )
    other_versions: list[OtherVersion] = strawberry.field(
        description="Models whose code has another version now, for information."
    )
    release: str | None = strawberry.field(description="The release that computed the run, for information.")
    current_release: str = strawberry.field(description="The release that computed it now.")
