// A read of the server as TanStack Query takes it: its key is the document and what it is asked with.
import { queryOptions } from "@tanstack/react-query";
import type { TypedDocumentString } from "./generated/graphql";
import { run } from "./run";

/** `useQuery(asked(MeDocument, {}))`. The language is no part of the key: whoever changes it has all asked again. */
export const asked = <Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) =>
  queryOptions({
    queryKey: [document.__meta__?.["hash"], variables],
    queryFn: ({ signal }) => run(document, variables, { signal }),
  });
