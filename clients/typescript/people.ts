// Everybody whose name holds a word, page by page: node people.ts http://127.0.0.1:8000/graphql TOKEN nguyen [registered]
import { argv } from 'node:process'
import { ask } from './connection.ts'
import { PeopleDocument, type PeopleQuery } from './generated/graphql.ts'

const [url = '', token = '', search = '', registered] = argv.slice(2)
const server = { url, token, language: 'vi', registered: registered === 'registered' }

for (let after: string | null = null, more = true; more; ) {
  const { employees }: PeopleQuery = await ask(server, PeopleDocument, { filter: { search }, first: 20, after })
  for (const person of employees?.nodes ?? []) console.log(person.code, person.fullName)
  after = employees?.pageInfo.endCursor ?? null
  more = employees?.pageInfo.hasNextPage ?? false
}
