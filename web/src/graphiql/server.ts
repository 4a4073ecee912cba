// What the pages ask the server. Tokens stay in this tab and are gone with it.

export type About = {
  version: string;
  mode: string;
  today: string;
  dayIsSet: boolean;
  database: boolean;
  loading: { stage: string; donePercent: number } | null;
  registeredOnly?: boolean;
};

export type Account = { name: string; title: string };

// A server that carries out registered documents only says nothing else of itself.
const REGISTERED_ONLY: About = {
  version: "",
  mode: "",
  today: "",
  dayIsSet: false,
  database: true,
  loading: null,
  registeredOnly: true,
};
const ABOUT = "{ about { version mode today dayIsSet database loading { stage donePercent } } }";

/** What this server is; null when it does not answer. */
export async function about(): Promise<About | null> {
  try {
    const answer = await postJson("/graphql", { query: ABOUT });
    const told = await answer.json();
    if (told.errors?.[0]?.extensions?.code === "document_not_registered") return REGISTERED_ONLY;
    return told.data.about;
  } catch {
    return null;
  }
}

/** What to say of a day that was set for a trial or a rehearsal; empty when the day is the calendar's. */
export function setDay(server: About | null): string {
  return server?.dayIsSet ? `${server.mode} · today is ${server.today}` : "";
}

/** The demo's accounts; none outside development, and none before the demo is loaded. */
export async function accounts(): Promise<Account[]> {
  const answer = await fetch("/development/accounts").catch(() => null);
  return answer?.ok ? answer.json() : [];
}

/** A token for an account of the demo, kept for this tab; null when there is none to be had. */
export async function tokenFor(account: string): Promise<string | null> {
  const key = `meritgrid token ${account}`;
  const kept = sessionStorage.getItem(key);
  if (kept && expiresLater(kept)) return kept;
  const answer = await postJson("/development/token", { name: account }).catch(() => null);
  if (!answer?.ok) return null;
  const { token } = (await answer.json()) as { token: string };
  sessionStorage.setItem(key, token);
  return token;
}

function postJson(address: string, body: unknown): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify(body),
  });
}

function expiresLater(token: string): boolean {
  const claims = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
  try {
    return JSON.parse(atob(claims)).exp * 1000 > Date.now() + 60_000;
  } catch {
    return false;
  }
}
