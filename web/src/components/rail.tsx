import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { moment } from "./formats";
import "./rail.css";

export type Stop = { name: ReactNode; office: string | null; at: string | null };

/** How far something is: each step in order, with the office that took it and when. `next`: the first not taken. */
export const Rail = ({ stops, ended = false }: { stops: Stop[]; ended?: boolean }) => {
  const next = stops.findIndex((stop) => !stop.at);
  return (
    <ol className="rail">
      {stops.map((stop, place) => (
        <li
          key={place}
          data-taken={Boolean(stop.at)}
          data-next={place === next && !ended}
          aria-current={place === next && !ended ? "step" : undefined}
        >
          <span className="dot" aria-hidden="true">
            {stop.at && "✓"}
          </span>
          <span className="name">{stop.name}</span>
          <span className="by">{stop.at ? <Taken stop={stop} at={stop.at} /> : <NotYet />}</span>
        </li>
      ))}
    </ol>
  );
};

const Taken = ({ stop, at }: { stop: Stop; at: string }) => (
  <>
    {stop.office && <span>{stop.office}</span>} <time dateTime={at}>{moment(at)}</time>
  </>
);

const NotYet = () => <Trans>not yet</Trans>;
