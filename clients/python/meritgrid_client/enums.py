from enum import Enum


class PayRunKind(str, Enum):
    BONUS = "BONUS"
    EXTRA_INCOME = "EXTRA_INCOME"


class PayRunState(str, Enum):
    COMPUTING = "COMPUTING"
    COMPUTED = "COMPUTED"
    REVIEWED = "REVIEWED"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"
    DISCARDED = "DISCARDED"


class Period(str, Enum):
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    HALF_YEAR = "HALF_YEAR"
    YEAR = "YEAR"


class WorkKind(str, Enum):
    ASSIGNED = "ASSIGNED"
    HANDED_OVER = "HANDED_OVER"
    TAKEN_OVER = "TAKEN_OVER"
    AD_HOC = "AD_HOC"
