// One picture for each kind of state, beside its words.
import type { ReactNode } from "react";

export type Icon = "refused" | "broken" | "offline" | "moved" | "unknown";

const SHAPES: Record<Icon, ReactNode> = {
  refused: <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2" />,
  broken: <path d="M12 4 21 20H3zM12 10v4.5M12 17v.5" />,
  offline: <path d="M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M12 17.5v.5M4 20 20 4" />,
  moved: <path d="M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.5" />,
  unknown: <path d="M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9.8 10a2.3 2.3 0 1 1 3 2.2q-.8.4-.8 1.5M12 16v.5" />,
};

/** For the eye only: the title beside it says the same. */
export const Picture = ({ of }: { of: Icon }) => (
  <svg className="picture" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
    {SHAPES[of]}
  </svg>
);
