// In which language the pages speak: the reader's choice, kept in this browser; Vietnamese before any.
import { i18n } from "@lingui/core";
import { part } from "./release";

export { i18n };
export type Language = "vi" | "en";

const KEPT = "meritgrid language";
const CATALOGUES = { vi: () => import("../locales/vi.po"), en: () => import("../locales/en.po") };

const kept = (): Language => (localStorage.getItem(KEPT) === "en" ? "en" : "vi");

/** The language of the pages now, which the server is asked in as well. */
export const language = (): Language => (i18n.locale === "en" ? "en" : "vi");

/** Speak `chosen` from now on, and the next time, too. */
export async function speak(chosen: Language): Promise<void> {
  localStorage.setItem(KEPT, chosen);
  const { messages } = await part(CATALOGUES[chosen])();
  document.documentElement.lang = chosen;
  i18n.loadAndActivate({ locale: chosen, messages });
}

/** Speak as the last time. */
export const begin = (): Promise<void> => speak(kept());
