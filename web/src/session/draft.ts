// What was typed survives an expired session, a sign-in, a reload and a newer state of things; in this tab alone.
import { useState } from "react";

const PLACE = "meritgrid draft ";

export type Draft = { text: string; set: (text: string) => void };

/**
 * The text of a form. `of`: what it is about, and the id of its reader, so that nobody else who signs in reads it.
 * An empty one is not kept; whoever sent it sets it so.
 */
export function useDraft(of: string): Draft {
  const place = PLACE + of;
  const [draft, setDraft] = useState({ place, text: kept(place) });
  if (draft.place !== place) setDraft({ place, text: kept(place) });
  const set = (text: string) => {
    if (text) sessionStorage.setItem(place, text);
    else sessionStorage.removeItem(place);
    setDraft({ place, text });
  };
  return { text: draft.text, set };
}

/** What was typed in another form, to be quoted. */
export const draftOf = (of: string): string => kept(PLACE + of);

const kept = (place: string): string => sessionStorage.getItem(place) ?? "";

/** Who signs out leaves nothing in the tab. */
export function forgetDrafts(): void {
  for (const place of Object.keys(sessionStorage)) {
    if (place.startsWith(PLACE)) sessionStorage.removeItem(place);
  }
}
