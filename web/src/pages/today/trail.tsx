import { Plural, Trans } from "@lingui/react/macro";
import { moment } from "../../components/formats";
import type { TodayQuery } from "../../graphql/generated/graphql";

/** One line of proof, for everybody: how far what is done here is sealed. */
export const Trail = ({ of: status }: { of: NonNullable<TodayQuery["auditStatus"]> }) => (
  <aside className="sheet trail">
    <p>
      <b>
        <Trans>The trail is sealed.</Trans>
      </b>{" "}
      <Trans>
        <Plural value={status.sealedEvents} one="# event" other="# events" /> in{" "}
        <Plural value={status.seals} one="# seal" other="# seals" />.
      </Trans>{" "}
      {status.sealedAt && <Trans>The last one was made on {moment(status.sealedAt)}.</Trans>}{" "}
      {status.waitingEvents > 0 && (
        <Plural value={status.waitingEvents} one="# event waits for the next." other="# events wait for the next." />
      )}
    </p>
  </aside>
);
