from typing import Any, Optional, Union

from .approve_pay_run import ApprovePayRun
from .base_model import UNSET, UnsetType
from .connection import Connection
from .input_types import (
    ApprovePayRunInput,
    EmployeeFilter,
    PayRunFilter,
    RecordResultsInput,
)
from .my_pay import MyPay
from .pay_runs import PayRuns
from .people import People
from .record_results import RecordResults


def gql(q: str) -> str:
    return q


class MeritgridClient(Connection):
    async def my_pay(self, **kwargs: Any) -> MyPay:
        query = gql("""
            query my_pay {
              me {
                name
                employee {
                  payLines(orderBy: {field: AMOUNT, direction: DESC}) {
                    nodes {
                      amount {
                        amount
                        formatted
                      }
                      class {
                        label
                      }
                      payRun {
                        kind
                        periodStart
                        approvedByOffice
                      }
                      steps(first: 100) {
                        nodes {
                          says
                          law
                          value {
                            formatted
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="my_pay", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return MyPay.model_validate(data)

    async def pay_runs(
        self, filter_: Union[Optional[PayRunFilter], UnsetType] = UNSET, **kwargs: Any
    ) -> PayRuns:
        query = gql("""
            query pay_runs($filter: PayRunFilter) {
              payRuns(filter: $filter) {
                nodes {
                  id
                  kind
                  state
                  version
                  title
                  total {
                    amount
                    formatted
                  }
                  viewerCanApprove {
                    allowed
                    reason
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"filter": filter_}
        response = await self.execute(
            query=query, operation_name="pay_runs", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return PayRuns.model_validate(data)

    async def approve_pay_run(
        self, input: ApprovePayRunInput, **kwargs: Any
    ) -> ApprovePayRun:
        query = gql("""
            mutation approve_pay_run($input: ApprovePayRunInput!) {
              approvePayRun(input: $input) {
                payRun {
                  id
                  state
                  version
                }
                problems {
                  code
                  message
                  path
                }
              }
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = await self.execute(
            query=query, operation_name="approve_pay_run", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return ApprovePayRun.model_validate(data)

    async def people(
        self,
        filter_: Union[Optional[EmployeeFilter], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> People:
        query = gql("""
            query people($filter: EmployeeFilter, $first: Int, $after: String) {
              employees(filter: $filter, first: $first, after: $after) {
                totalCount
                nodes {
                  id
                  code
                  fullName
                  unit {
                    name
                  }
                  position {
                    title
                  }
                }
                pageInfo {
                  endCursor
                  hasNextPage
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "filter": filter_,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="people", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return People.model_validate(data)

    async def record_results(
        self, input: RecordResultsInput, **kwargs: Any
    ) -> RecordResults:
        query = gql("""
            mutation record_results($input: RecordResultsInput!) {
              recordResults(input: $input) {
                ids
                problems {
                  code
                  message
                  path
                  row
                  field
                }
              }
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = await self.execute(
            query=query, operation_name="record_results", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return RecordResults.model_validate(data)
