// The GraphQL Foundation's audits of a server (graphql-http), one line each: status, id, name and what was found.
// Ends with 1 unless every audit is ok. Asked as: node audit.mjs http://127.0.0.1:8000/graphql
import { serverAudits } from 'graphql-http'

let faults = 0
for (const audit of serverAudits({ url: process.argv[2] })) {
  const result = await audit.fn()
  faults += result.status !== 'ok'
  console.log(`${result.status} ${audit.id} ${audit.name}${result.reason ? `: ${result.reason}` : ''}`)
}
process.exitCode = faults > 0 ? 1 : 0
