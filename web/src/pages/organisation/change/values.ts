// What is typed into a form: kept in this tab over a refusal, a reload and a new sign-in.
import { useDraft } from "../../../session/draft";

export type Values = Record<string, string>;
export type Typed = { values: Values; set: (name: string, value: string) => void; clear: () => void };

/** The values of a form. `of`: what it is about, with the id of its reader; `empty`: before anything is typed. */
export function useValues(of: string, empty: Values): Typed {
  const draft = useDraft(of);
  const values: Values = { ...empty, ...(draft.text ? (JSON.parse(draft.text) as Values) : {}) };
  return {
    values,
    set: (name, value) => draft.set(JSON.stringify({ ...values, [name]: value })),
    clear: () => draft.set(""),
  };
}
