// What the address of the organisation's pages holds: the day, whether closed units stand in the tree, an open form.
import { useLocation, useNavigate } from "@tanstack/react-router";

const DAY = /^(19|20)\d{2}-\d{2}-\d{2}$/;

/** `ngay`: the day on which it is looked at, today without one. `dong`: closed units, too. `doi`: the form that is open. */
export type Seen = { ngay?: string; dong?: boolean; doi?: string };

/** Whether a text is a day that there is. */
export const isDay = (typed: unknown): typed is string =>
  typeof typed === "string" && DAY.test(typed) && new Date(typed).toJSON()?.slice(0, 10) === typed;

/** What the address says; what is no day is none. */
export function useSeen(): Seen {
  const { ngay, dong, doi } = useLocation().search as Record<string, unknown>;
  return {
    ...(isDay(ngay) && { ngay }),
    ...(dong === true && { dong }),
    ...(typeof doi === "string" && { doi }),
  };
}

/** What goes on from one unit to another: the day and the closed ones, no form. */
export const kept = ({ ngay, dong }: Seen): Seen => ({ ...(ngay && { ngay }), ...(dong && { dong }) });

/** Change what the address says, on the page where one is. */
export function useSee(): (change: Seen) => void {
  const go = useNavigate();
  const { pathname } = useLocation();
  const seen = useSeen();
  return (change) => {
    const said = Object.entries({ ...seen, ...change }).filter(([, value]) => value);
    void go({ to: pathname, search: Object.fromEntries(said), replace: true });
  };
}
