"""The arguments that several commands share."""

from typing import Annotated

import typer

Model = Annotated[
    str,
    typer.Argument(
        help="A model's id, as `meritgrid models` lists them; without its year, the one of the day."
    ),
]
File = Annotated[
    str, typer.Argument(help="The rows: CSV, Parquet or XLSX (pay.xlsx#Sheet), - for standard input.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day whose rules apply; today if left out.")
]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Another value of a parameter; may be repeated."),
]
Others = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="STAGE=FILE", help="The file of a further table that the model takes."),
]
StageName = Annotated[
    str | None, typer.Option("--stage", metavar="STAGE", help="Which stage's rows; the last if left out.")
]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
LanguageCode = Annotated[
    str | None,
    typer.Option("--language", metavar="vi|en", help="That of the answer; the terminal's if left out."),
]
BadRowsFile = Annotated[
    str | None,
    typer.Option(
        "--bad-rows",
        metavar="FILE",
        help="Write every fault of the rows there: CSV, Parquet or XLSX by its name.",
    ),
]
