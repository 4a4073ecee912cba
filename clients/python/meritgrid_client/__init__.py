from .approve_pay_run import (
    ApprovePayRun,
    ApprovePayRunApprovePayRun,
    ApprovePayRunApprovePayRunPayRun,
    ApprovePayRunApprovePayRunProblems,
)
from .base_model import BaseModel, Upload
from .client import MeritgridClient
from .connection import Connection
from .enums import PayRunKind, PayRunState, Period, WorkKind
from .input_types import (
    ApprovePayRunInput,
    DateRange,
    EmployeeFilter,
    PayRunFilter,
    PeriodInput,
    RecordResultsInput,
    ResultInput,
)
from .my_pay import (
    MyPay,
    MyPayMe,
    MyPayMeEmployee,
    MyPayMeEmployeePayLines,
    MyPayMeEmployeePayLinesNodes,
    MyPayMeEmployeePayLinesNodesAmount,
    MyPayMeEmployeePayLinesNodesClass,
    MyPayMeEmployeePayLinesNodesPayRun,
    MyPayMeEmployeePayLinesNodesSteps,
    MyPayMeEmployeePayLinesNodesStepsNodes,
    MyPayMeEmployeePayLinesNodesStepsNodesValue,
)
from .pay_runs import (
    PayRuns,
    PayRunsPayRuns,
    PayRunsPayRunsNodes,
    PayRunsPayRunsNodesTotal,
    PayRunsPayRunsNodesViewerCanApprove,
)
from .people import (
    People,
    PeopleEmployees,
    PeopleEmployeesNodes,
    PeopleEmployeesNodesPosition,
    PeopleEmployeesNodesUnit,
    PeopleEmployeesPageInfo,
)
from .record_results import (
    RecordResults,
    RecordResultsRecordResults,
    RecordResultsRecordResultsProblems,
)

__all__ = [
    "ApprovePayRun",
    "ApprovePayRunApprovePayRun",
    "ApprovePayRunApprovePayRunPayRun",
    "ApprovePayRunApprovePayRunProblems",
    "ApprovePayRunInput",
    "BaseModel",
    "Connection",
    "DateRange",
    "EmployeeFilter",
    "MeritgridClient",
    "MyPay",
    "MyPayMe",
    "MyPayMeEmployee",
    "MyPayMeEmployeePayLines",
    "MyPayMeEmployeePayLinesNodes",
    "MyPayMeEmployeePayLinesNodesAmount",
    "MyPayMeEmployeePayLinesNodesClass",
    "MyPayMeEmployeePayLinesNodesPayRun",
    "MyPayMeEmployeePayLinesNodesSteps",
    "MyPayMeEmployeePayLinesNodesStepsNodes",
    "MyPayMeEmployeePayLinesNodesStepsNodesValue",
    "PayRunFilter",
    "PayRunKind",
    "PayRunState",
    "PayRuns",
    "PayRunsPayRuns",
    "PayRunsPayRunsNodes",
    "PayRunsPayRunsNodesTotal",
    "PayRunsPayRunsNodesViewerCanApprove",
    "People",
    "PeopleEmployees",
    "PeopleEmployeesNodes",
    "PeopleEmployeesNodesPosition",
    "PeopleEmployeesNodesUnit",
    "PeopleEmployeesPageInfo",
    "Period",
    "PeriodInput",
    "RecordResults",
    "RecordResultsInput",
    "RecordResultsRecordResults",
    "RecordResultsRecordResultsProblems",
    "ResultInput",
    "Upload",
    "WorkKind",
]
