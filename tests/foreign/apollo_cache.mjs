// Apollo's cache of the front-end in this folder: what it holds after each of several questions, a line of JSON each.
// Asked as: node apollo_cache.mjs http://127.0.0.1:8000/graphql TOKEN
import { ApolloClient, HttpLink, gql } from '@apollo/client'
import { cache } from './apollo.ts'

const [uri, token] = process.argv.slice(2)
const client = new ApolloClient({ cache, link: new HttpLink({ uri, headers: { authorization: `Bearer ${token}` } }) })
const tell = (said) => console.log(JSON.stringify(said))

const PEOPLE = gql`
  query People($filter: EmployeeFilter, $order: EmployeeOrder, $first: Int!, $after: String) {
    employees(filter: $filter, orderBy: $order, first: $first, after: $after) {
      edges { cursor node { id code fullName } }
      pageInfo { endCursor hasNextPage }
    }
  }
`
const codes = (variables) =>
  cache.readQuery({ query: PEOPLE, variables: { first: 3, ...variables } })?.employees.edges.map(({ node }) => node.code)

const byCode = { order: { field: 'CODE' } }
const backwards = { order: { field: 'CODE', direction: 'DESC' } }
const some = { filter: { search: 'nguyễn' }, ...byCode }

const ask = (variables) => client.query({ query: PEOPLE, variables: { first: 3, ...variables }, fetchPolicy: 'network-only' })
const { data } = await ask(byCode)
await ask({ ...byCode, after: data.employees.pageInfo.endCursor })
tell({ pages: codes(byCode) })
for (const variables of [backwards, some]) await ask(variables)
tell({ pages: codes(byCode), backwards: codes(backwards), some: codes(some) })

const RUNS = gql`query Runs { payRuns(first: 1) { edges { node { id state version } } } }`
const run = () => cache.readQuery({ query: RUNS }).payRuns.edges[0].node
await client.query({ query: RUNS })
tell({ state: run().state })
await client.mutate({
  mutation: gql`
    mutation Review($input: ReviewPayRunInput!) {
      reviewPayRun(input: $input) { payRun { id state version } problems { code message path } }
    }
  `,
  variables: { input: { id: run().id, version: run().version, idempotencyKey: 'apollo' } },
})
tell({ state: run().state })
tell({ things: Object.values(cache.extract()).filter(({ id }) => id).map((each) => [each.__typename, each.id]) })
client.stop()
