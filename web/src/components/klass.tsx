import "./klass.css";

/** A class: a dot and its word, as the unit's regulation names it. */
export const Klass = ({ of }: { of: { code: string; label: string } }) => (
  <span className="klass" data-class={of.code}>
    {of.label}
  </span>
);
