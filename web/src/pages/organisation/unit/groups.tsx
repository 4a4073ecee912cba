import { Plural, Trans } from "@lingui/react/macro";
import { day } from "../../../components/formats";
import type { ReadUnit } from "./read";

/** Its groups of people with similar tasks, within which the quota of the best class counts. */
export const Groups = ({ of: { peerGroups, code } }: { of: ReadUnit }) =>
  peerGroups.nodes.length > 0 && (
    <section aria-labelledby={`groups-${code}`}>
      <h2 id={`groups-${code}`}>
        <Trans>Peer groups</Trans>
      </h2>
      <ul className="groups">
        {peerGroups.nodes.map((group) => (
          <li key={group.id}>
            {group.name}{" "}
            <span className="small soft">
              {group.code} · <Plural value={group.positions.totalCount} one="# position" other="# positions" />
              {group.closed && group.effectiveFrom && (
                <>
                  {" "}
                  · <Trans>closed since {day(group.effectiveFrom)}</Trans>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
