import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Deed } from "../../components/deed";
import { moment } from "../../components/formats";
import type { Me } from "./page";
import { placeOf } from "./place";

type Event = Me["recent"]["nodes"][number];

/** What somebody did lately; the page of it where there is one. */
export const Recent = ({ events }: { events: Event[] }) =>
  events.length > 0 && (
    <section className="recent">
      <h2>
        <Trans>Done lately</Trans>
      </h2>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            <time className="soft" dateTime={event.at}>
              {moment(event.at)}
            </time>
            <Done event={event} />
            {event.reason && <span className="small soft">“{event.reason}”</span>}
          </li>
        ))}
      </ul>
    </section>
  );

const Done = ({ event }: { event: Event }) => {
  const place = placeOf(event.subject);
  const said = (
    <>
      <Deed kind={event.kind} />
      {event.unit && ` · ${event.unit.name}`}
    </>
  );
  return place ? <Link {...place}>{said}</Link> : <span>{said}</span>;
};
