// What a page of Relay asks: a list with filter and order that grows, a person in it with a list of their own that does,
// a decision and what follows from it.
import { graphql } from 'react-relay'

export const page = graphql`
  query PeoplePageQuery($unit: ID, $count: Int!, $cursor: String) {
    ...People_list @arguments(unit: $unit, count: $count, cursor: $cursor)
  }
`

export const list = graphql`
  fragment People_list on Query
  @argumentDefinitions(unit: { type: "ID" }, count: { type: "Int!" }, cursor: { type: "String" })
  @refetchable(queryName: "PeopleMoreQuery") {
    employees(
      first: $count
      after: $cursor
      filter: { subtreeOf: $unit, hasPosition: true }
      orderBy: { field: NAME, direction: DESC }
    ) @connection(key: "People_employees") {
      totalCount
      edges {
        node {
          id
          ...People_person
        }
      }
    }
  }
`

export const person = graphql`
  fragment People_person on Employee
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "PeoplePersonQuery") {
    code
    fullName
    payLines(first: $count, after: $cursor, orderBy: { field: AMOUNT, direction: DESC })
      @connection(key: "People_payLines") {
      edges {
        node {
          amount {
            amount
            formatted
          }
          class {
            label
          }
        }
      }
    }
  }
`

export const approve = graphql`
  mutation PeopleApproveMutation($input: ApprovePayRunInput!) {
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
`

export const changed = graphql`
  subscription PeopleChangedSubscription($id: ID!) {
    payRunChanged(id: $id) {
      id
      state
      version
    }
  }
`
