// A page that outlived its release: files that it would load next are gone from the server, which has a newer one.
import { OlderRelease, ServerFault } from "../graphql/faults";

const KEPT = "meritgrid release";
const OWN = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
const ENTRY = /<script type="module"[^>]* src="([^"]+)"/;

/** A part of the page, loaded when it is wanted. Throws OlderRelease, and ServerFault when no server answers. */
export const part =
  <Part>(load: () => Promise<Part>) =>
  (): Promise<Part> =>
    load().catch(async () => {
      const newest = await entry();
      if (!newest) throw new ServerFault(null, { offline: !navigator.onLine });
      throw newest === own() ? new ServerFault() : new OlderRelease(newest);
    });

/** Load the page anew for a release, once: where several servers answer in turns, it would go on for ever. */
export function renewPage({ message: release }: OlderRelease): boolean {
  if (sessionStorage.getItem(KEPT) === release) return false;
  sessionStorage.setItem(KEPT, release);
  location.reload();
  return true;
}

/** Load the page anew by hand; without a server to answer, the browser would show nothing but its own fault. */
export async function loadAgain(): Promise<void> {
  if (await entry()) location.reload();
}

/** The script with which the server's page begins, as it is now; null without an answer. */
const entry = (): Promise<string | null> =>
  fetch("/", { cache: "no-store", headers: { accept: "text/html" } }).then(
    async (answer) => ENTRY.exec(await answer.text())?.[1] ?? null,
    () => null,
  );

const own = () => OWN?.getAttribute("src") ?? null;
