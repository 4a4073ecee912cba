// Who is signed in, as the server tells it. The session itself is in a cookie that no program of a page can read.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { RefusedError, ServerFault, type Fault } from "../graphql/faults";
import { queries } from "../graphql/queries";

export type Session = {
  signedIn: boolean;
  name: string | null;
  csrfToken: string | null;
  providers: string[];
  development: boolean;
  expiresAt: string | null;
};

const NOBODY: Session = {
  signedIn: false,
  name: null,
  csrfToken: null,
  providers: [],
  development: false,
  expiresAt: null,
};

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session> => {
    const answer = await fetch("/session", { headers: { accept: "application/json" }, signal });
    return answer.ok ? answer.json() : NOBODY;
  },
  staleTime: 60_000,
});

export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Belongs to the session that this page began with: another's is refused, so that no tab acts as somebody else. */
export function csrf(): Record<string, string> {
  const token = queries.getQueryData(sessionQuery.queryKey)?.csrfToken;
  return token ? { "x-csrf-token": token } : {};
}

/** Whoever signs in or out, nothing of the last one stays on the page. */
export async function renew(): Promise<void> {
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
  await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** One click for an account of the demo. Throws RefusedError. */
export async function signInForTrial(name: string): Promise<void> {
  await post("/development/sign-in", { name });
  await renew();
}

/** Here and, where the provider ends what it began, there: the browser goes to it, and comes back to the landing page. */
export async function signOut(): Promise<void> {
  const answer = await post("/sign-out", {});
  const { goTo }: { goTo?: string } = answer.status === 200 ? await answer.json() : {};
  await renew();
  if (goTo) window.location.assign(goTo);
}

async function post(address: string, body: object): Promise<Response> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...csrf() },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer;
  const told: { errors?: Fault[] } | null = await answer.json().catch(() => null);
  const fault = told?.errors?.[0];
  throw fault ? new RefusedError(fault) : new ServerFault(answer.headers.get("x-request-id"));
}
