// How the pages ask the server: by the id of a document that it knows.
import { language } from "../shell/language";
import { csrf } from "../session/session";
import type { TypedDocumentString } from "./generated/graphql";
import { send } from "./send";

/** Ask for a document. Reads go by GET; `signal` ends them. Throws as `send` does. */
export async function run<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { change = false, signal }: { change?: boolean; signal?: AbortSignal } = {},
): Promise<Data> {
  const asked = { documentId: String(document.__meta__?.["hash"]), variables };
  const answer = await send<{ data?: Data }>(change ? "/graphql" : `/graphql?${search(asked)}`, {
    change,
    method: change ? "POST" : "GET",
    headers: {
      accept: "application/graphql-response+json",
      "accept-language": language(),
      ...csrf(),
      ...(change && { "content-type": "application/json" }),
    },
    ...(change && { body: JSON.stringify(asked) }),
    ...(signal && { signal }),
  });
  return answer.data as Data;
}

function search(asked: { documentId: string; variables: unknown }): URLSearchParams {
  return new URLSearchParams({ documentId: asked.documentId, variables: JSON.stringify(asked.variables) });
}
