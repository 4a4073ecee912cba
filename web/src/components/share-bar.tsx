import "./share-bar.css";

const WHOLE = 10_000;

/** A rate as a bar beside its number: a picture for the eye only. */
export const ShareBar = ({ basisPoints }: { basisPoints: number }) => (
  <span className="share-bar" aria-hidden="true">
    <span style={{ inlineSize: `${Math.min(basisPoints, WHOLE) / 100}%` }} />
  </span>
);
