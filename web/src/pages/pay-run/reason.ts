// What was typed survives an expired session, a sign-in and a run that moved on; in this tab alone, for this person.
import { useEffect, useRef, useState } from "react";

const place = (of: string, version: number) => `meritgrid reason ${of} ${version}`;

export type Reason = { text: string; set: (text: string) => void };

/** The text of a reason. `of`: run and reader. Nothing is kept of one that was sent or emptied. */
export function useReason(of: string, version: number): Reason {
  const [text, set] = useState(() => sessionStorage.getItem(place(of, version)) ?? "");
  const last = useRef(place(of, version));
  useEffect(() => {
    sessionStorage.removeItem(last.current);
    last.current = place(of, version);
    if (text) sessionStorage.setItem(last.current, text);
  }, [of, version, text]);
  return { text, set };
}
