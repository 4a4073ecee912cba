// Who is signed in, as the server tells it. The session itself is in a cookie that no program of a page can read.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { RefusedError } from "../graphql/faults";
import { queries } from "../graphql/queries";
import { send } from "../graphql/send";
import { language } from "../shell/language";
import { forgetDrafts } from "./draft";

export type Session = {
  signedIn: boolean;
  name: string | null;
  csrfToken: string | null;
  providers: string[];
  development: boolean;
  expiresAt: string | null;
};

/**
 * Nobody is an answer, too; a server that does not answer is an error. Told once, and by `renew`: a page belongs to the
 * session that it began with, whoever signs in beside it.
 */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => send<Session>("/session", { headers: { accept: "application/json" }, signal }),
  staleTime: Infinity,
});

/** Undefined while it is not known. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Belongs to the session that this page began with: another's is refused, so that no tab acts as somebody else. */
export function csrf(): Record<string, string> {
  const token = queries.getQueryData(sessionQuery.queryKey)?.csrfToken;
  return token ? { "x-csrf-token": token } : {};
}

/** Whoever signs in or out, nothing of the last one stays on the page; neither when the server is away just then. */
export async function renew(): Promise<void> {
  const { queryKey } = sessionQuery;
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => queries.resetQueries({ queryKey }));
  await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] });
}

/** A page of nobody goes on as whoever signed in meanwhile in another tab: nothing of anybody else is on it. */
export function followOtherTabs(): void {
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    const { error } = event.action;
    const lacks = error instanceof RefusedError && error.code === "csrf_token";
    if (lacks && !queries.getQueryData(sessionQuery.queryKey)?.signedIn) void renew();
  });
}

/** One click for an account of the demo. Throws as `send` does. */
export async function signInForTrial(name: string): Promise<void> {
  await post("/development/sign-in", { name });
  await renew();
}

/** Here and, where the provider ends what it began, there: the browser goes to it, and comes back to the landing page. */
export async function signOut(): Promise<void> {
  const { goTo } = await post<{ goTo?: string }>("/sign-out", {});
  forgetDrafts();
  await renew();
  if (goTo) window.location.assign(goTo);
}

const post = <Answer extends object>(address: string, body: object): Promise<Answer> =>
  send(address, {
    change: true,
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": language(), ...csrf() },
    body: JSON.stringify(body),
  });
