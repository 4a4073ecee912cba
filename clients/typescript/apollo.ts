// Apollo's cache for Meritgrid: a list is one list, page after page, for each filter and order of it.
import { InMemoryCache } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'

const list = relayStylePagination(['filter', 'orderBy'])

export const cache = new InMemoryCache({
  typePolicies: {
    Query: { fields: { employees: list, payRuns: list, payLines: list } },
  },
})
