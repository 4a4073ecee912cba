import { about, accounts, setDay, type About } from "./server";
import { samples } from "./samples";

const AGAIN_MS = 5_000;
const AGAIN_WHILE_LOADING_MS = 1_000;

const status = found("status");
const trial = found("trial");

function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

function made(tag: string, text: string, className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function listSamples(): void {
  found("documents").replaceChildren(
    ...samples.map((sample) => {
      const item = document.createElement("li");
      const link = made("a", sample.title) as HTMLAnchorElement;
      link.href = `/graphiql#${sample.name}`;
      item.append(link, sample.as ? made("span", `as ${sample.as}`, "who") : "", made("p", sample.shows));
      return item;
    }),
  );
}

async function listAccounts(): Promise<boolean> {
  const known = await accounts();
  trial.hidden = known.length === 0;
  found("accounts").replaceChildren(
    ...known.map(({ name, title }) => {
      const item = document.createElement("li");
      item.append(made("code", name), title);
      return item;
    }),
  );
  return known.length > 0;
}

function said(server: About | null): string {
  if (!server) return "The server does not answer.";
  if (server.registeredOnly) return "Answering, registered documents only: these are for a server that takes others too.";
  if (!server.database) return "The server answers; its database is away.";
  if (server.loading) return `Loading the demo: ${server.loading.stage}, ${server.loading.donePercent} %`;
  return `Answering · version ${server.version} · ${setDay(server) || server.mode}`;
}

async function tell(listed: boolean): Promise<void> {
  const server = await about();
  const sentence = said(server);
  if (status.textContent !== sentence) status.textContent = sentence;
  status.dataset["state"] = server?.database ? "well" : "away";
  const loading = Boolean(server?.loading);
  const done = listed || (server?.mode === "development" && server.database && !loading && (await listAccounts()));
  setTimeout(() => void tell(Boolean(done)), loading ? AGAIN_WHILE_LOADING_MS : AGAIN_MS);
}

found("address").textContent = location.origin;
listSamples();
void tell(false);
