// Apollo's client with its persisted queries: which requests it sends to a server, and what it gets in the end.
// Asked as: node apollo.mjs http://127.0.0.1:8000/graphql TOKEN 'query Me { me { name } }' [GET]
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'

const [url, token, document, method] = process.argv.slice(2)

async function told(address, options) {
  const sent = options.method === 'GET' ? Object.fromEntries(new URL(address).searchParams) : JSON.parse(options.body)
  const answer = await fetch(address, options)
  console.log(`${options.method} ${'query' in sent ? 'document' : 'hash'} ${answer.status}`)
  return answer
}

const persisted = new PersistedQueryLink({
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  useGETForHashedQueries: method === 'GET',
})
const http = new HttpLink({ uri: url, fetch: told, headers: { authorization: `Bearer ${token}` } })
const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([persisted, http]) })

for (let time = 0; time < 2; time++) {
  const { data } = await client.query({ query: gql(document), fetchPolicy: 'network-only' })
  console.log(JSON.stringify(data))
}
