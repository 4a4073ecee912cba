// How a typed document is sent to Meritgrid: by fetch, and by its id alone where the server knows it.
import type { TypedDocumentString } from './generated/graphql.ts'

export interface Connection {
  url: string
  token?: string
  /** In which the server answers, such as "vi"; without it, in the account's own. */
  language?: string
  /** The documents are registered with the server: send their ids only. */
  registered?: boolean
}

export interface GraphQLFault {
  message: string
  path?: (string | number)[]
  extensions: { code: string }
}

/** The request was refused as a whole, or one of its fields failed; a refusal of a mutation stands in its `problems`. */
export class RefusedError extends Error {
  readonly errors: GraphQLFault[]

  constructor(errors: GraphQLFault[]) {
    super(errors.map((error) => `${error.extensions.code}: ${error.message}`).join('; '))
    this.errors = errors
  }
}

export async function ask<Answer, Variables>(
  to: Connection,
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const asked = to.registered ? { documentId: document.__meta__?.hash } : { query: document.toString() }
  const response = await fetch(to.url, {
    method: 'POST',
    headers: {
      Accept: 'application/graphql-response+json',
      'Content-Type': 'application/json',
      ...(to.token && { Authorization: `Bearer ${to.token}` }),
      ...(to.language && { 'Accept-Language': to.language }),
    },
    body: JSON.stringify({ ...asked, variables }),
  })
  const answer = (await response.json()) as { data: Answer; errors?: GraphQLFault[] }
  if (answer.errors) throw new RefusedError(answer.errors)
  return answer.data
}
