import type { ReactNode } from "react";
import "./law.css";

/** The text of law behind a number: underlined, and a link where its text is known. */
export const Law = ({ href, children }: { href?: string | null; children: ReactNode }) =>
  href ? (
    <a className="law" href={href} rel="noreferrer">
      {children}
    </a>
  ) : (
    <cite className="law">{children}</cite>
  );

/** Where the law is silent: what was chosen, marked so. */
export const Choice = ({ children }: { children: ReactNode }) => <span className="choice">{children}</span>;
