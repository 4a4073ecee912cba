// Steps on a line, each with what came of it: from what was done to what is paid.
import { type ReactNode } from "react";
import "./way.css";

/** The line itself: an ordered list. */
export const Way = ({ children }: { children: ReactNode }) => <ol className="way">{children}</ol>;

type StepProps = { title: ReactNode; value: ReactNode; under?: ReactNode; end?: boolean; children?: ReactNode };

/** A step: its title, what came of it, what it rests on, and how it came about. */
export const Step = ({ title, value, under, end = false, children }: StepProps) => (
  <li className="step" data-end={end || undefined}>
    <header>
      <h3>{title}</h3>
      <strong className="value">{value}</strong>
    </header>
    {under && <p className="under">{under}</p>}
    {children}
  </li>
);

/** Two streams that join: side by side where there is room. */
export const Fork = ({ children }: { children: ReactNode }) => <li className="fork">{children}</li>;

export const Branch = ({ title, value, under, children }: StepProps) => (
  <section>
    <h3>{title}</h3>
    <strong className="value">{value}</strong>
    {under && <p className="under">{under}</p>}
    {children}
  </section>
);
