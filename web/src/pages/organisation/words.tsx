import { useQuery } from "@tanstack/react-query";
import { asked } from "../../graphql/asked";
import { OrganisationWordsDocument, type UnitKind } from "../../graphql/generated/graphql";

/** What kinds of units and rights are called, in the words of the server; empty before they are known. */
export function useWords() {
  const { data } = useQuery({ ...asked(OrganisationWordsDocument, {}), staleTime: Infinity });
  return { kinds: data?.kinds ?? [], verbs: data?.verbs ?? [], causes: data?.causes ?? [] };
}

/** What kind of unit it is, in a word. */
export const Kind = ({ of }: { of: UnitKind }) => useWords().kinds.find(({ value }) => value === of)?.label;
