import "./hash.css";

const ENDS = 8;

/** A hash, its middle left out; the whole of it for whoever points at it. */
export const Hash = ({ of }: { of: string }) => (
  <code className="hash" title={of}>
    <span className="ends">
      {of.slice(0, ENDS)}…{of.slice(-ENDS)}
    </span>
  </code>
);
