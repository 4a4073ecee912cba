import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./graphiql.css";
import { GraphiQL } from "graphiql";
import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Bar } from "./bar";
import { keepFrom, sampleNamed, samples, variablesOf, type Sample } from "./samples";
import { about, accounts, setDay, tokenFor, type Account } from "./server";

const EMPTY = `# Meritgrid answers here.
# Ctrl-Space shows what you can ask, Ctrl-Enter asks.

{
  about {
    version
    mode
  }
}
`;

/** Who asks: an account of the demo, or a token that somebody pasted. */
export type Asking = { account: string } | { token: string } | null;

// The editor keeps one fetcher for its whole life; who asks, and which document, change under it.
let asking: Asking = null;
let asked: Sample | undefined;

async function authorization(): Promise<Record<string, string>> {
  const token = asking === null ? null : "token" in asking ? asking.token : await tokenFor(asking.account);
  return token ? { authorization: `Bearer ${token}` } : {};
}

async function ask(request: object, options?: { headers?: Record<string, string> }): Promise<any> {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...(await authorization()),
      ...(asked?.language && { "accept-language": asked.language }),
      ...options?.headers,
    },
    body: JSON.stringify(request),
  });
  const found = await answer.json();
  if (asked) keepFrom(asked, found);
  return found;
}

function Page() {
  const [known, setKnown] = useState<Account[]>([]);
  const [day, setDayShown] = useState("");
  const [sample, setSample] = useState(() => sampleNamed(location.hash.slice(1)));
  const [who, setWho] = useState<Asking>(() => (sample?.as ? { account: sample.as } : null));
  asking = who;
  asked = sample;

  useEffect(() => void accounts().then(setKnown), []);
  useEffect(() => void about().then((server) => setDayShown(setDay(server))), []);
  useEffect(() => {
    const open = () => {
      const next = sampleNamed(location.hash.slice(1));
      setSample(next);
      if (next?.as) setWho({ account: next.as });
    };
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, []);

  return (
    <>
      <Bar samples={samples} sample={sample} known={known} day={day} who={who} onWho={setWho} />
      <main>
        <GraphiQL
          key={sample?.name ?? ""}
          fetcher={ask}
          storage={sessionStorage}
          defaultQuery={EMPTY}
          defaultEditorToolsVisibility={sample && variablesOf(sample) ? "variables" : false}
          {...(sample && { initialQuery: sample.text, initialVariables: variablesOf(sample) })}
        >
          <GraphiQL.Logo>{" "}</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}

createRoot(document.getElementById("graphiql")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
