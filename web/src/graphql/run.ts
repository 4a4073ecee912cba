// How the pages ask the server: by the id of a document that it knows.
import { language } from "../shell/language";
import { csrf } from "../session/session";
import { RefusedError, ServerFault, type Fault } from "./faults";
import type { TypedDocumentString } from "./generated/graphql";

type Answer<Data> = { data?: Data | null; errors?: Fault[] };

/** Ask for a document. Reads go by GET; `signal` ends them. Throws RefusedError and ServerFault. */
export async function run<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { change = false, signal }: { change?: boolean; signal?: AbortSignal } = {},
): Promise<Data> {
  const asked = { documentId: String(document.__meta__?.["hash"]), variables };
  const response = await fetch(change ? "/graphql" : `/graphql?${search(asked)}`, {
    method: change ? "POST" : "GET",
    headers: {
      accept: "application/graphql-response+json",
      "accept-language": language(),
      ...csrf(),
      ...(change && { "content-type": "application/json" }),
    },
    ...(change && { body: JSON.stringify(asked) }),
    ...(signal && { signal }),
  }).catch((fault: unknown) => {
    if (signal?.aborted) throw fault;
    throw new ServerFault(null);
  });
  const answer: Answer<Data> | null = await response.json().catch(() => null);
  const fault = answer?.errors?.[0];
  if (response.status >= 500 || !answer) throw new ServerFault(response.headers.get("x-request-id"));
  if (fault) throw new RefusedError(fault);
  return answer.data as Data;
}

function search(asked: { documentId: string; variables: unknown }): URLSearchParams {
  return new URLSearchParams({ documentId: asked.documentId, variables: JSON.stringify(asked.variables) });
}
