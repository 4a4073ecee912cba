// Follows something with npm graphql-sse: a line for each answer, and one for how it ended.
// Asked as: node subscribe.mjs http://127.0.0.1:8000/graphql TOKEN 'subscription { ... }' [MOST]
import { createClient } from 'graphql-sse'

const [url, token, query, most] = process.argv.slice(2)
const client = createClient({ url, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 })

let told = 0
try {
  for await (const answer of client.iterate({ query })) {
    console.log(JSON.stringify({ ...answer, extensions: undefined }))
    told += 1
    if (told === Number(most)) break
  }
  console.log('complete')
} catch (error) {
  console.log(`ended: ${error.message}`)
}
client.dispose()
