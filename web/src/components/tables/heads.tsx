import type { ReactNode } from "react";

/** The head of a column. */
export const Head = ({ children }: { children: ReactNode }) => <th scope="col">{children}</th>;

/** The head of a column of numbers. `wide`: one that a phone has no room for. */
export const NumberHead = ({ children, wide = false }: { children: ReactNode; wide?: boolean }) => (
  <th scope="col" className={wide ? "number wide" : "number"}>
    {children}
  </th>
);
