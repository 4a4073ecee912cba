"""The what-ifs that each account has asked of the inputs of a run."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from domain.database.tables import TEXT


class AskedScenario(SQLModel, table=True):
    """A scenario, by the hash of its changes, that counts against the account's budget for these inputs."""

    __tablename__ = "asked_scenario"

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    snapshot_hash: str = Field(foreign_key="snapshot.hash", primary_key=True, sa_type=TEXT)
    scenario: str = Field(primary_key=True, sa_type=TEXT)
