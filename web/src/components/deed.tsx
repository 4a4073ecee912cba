import { useQuery } from "@tanstack/react-query";
import { asked } from "../graphql/asked";
import { MeDocument, type AuditEventKind } from "../graphql/generated/graphql";

/** What an event of the trail is called, in the words of the server; the top of every page has asked for them. */
export const Deed = ({ kind }: { kind: AuditEventKind }) => {
  const { data } = useQuery(asked(MeDocument, {}));
  return <>{data?.deeds?.find(({ value }) => value === kind)?.label}</>;
};
