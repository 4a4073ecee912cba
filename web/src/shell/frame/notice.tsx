import { Trans } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { onlineManager, useQueryClient, type Query } from "@tanstack/react-query";
import { useSyncExternalStore, type ReactNode } from "react";
import { hour } from "../../components/formats";
import { isOver, WayOn } from "../../components/states";
import { RefusedError, ServerFault } from "../../graphql/faults";
import "./notice.css";

/** Once for the whole page: that what it shows cannot be asked anew, and since when it is as it is. */
export const Notice = () => {
  const queries = useQueryClient();
  const cache = queries.getQueryCache();
  const failed = useSyncExternalStore((told) => cache.subscribe(told), () => failing(cache.getAll()));
  const online = useSyncExternalStore((told) => onlineManager.subscribe(told), () => onlineManager.isOnline());
  const error = failed?.state.error;
  const since = failed && hour(failed.state.dataUpdatedAt);
  const away = error instanceof ServerFault;
  const again = () => void queries.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
  return (
    <div className="notice" role="status">
      {!online && <Offline since={since} />}
      {online && away && <Away since={since} again={again} />}
      {error instanceof RefusedError && <Over />}
    </div>
  );
};

/** Of what is shown, that which could not be asked anew, or no more: the oldest. */
function failing(all: Query[]): Query | undefined {
  const shown = all.filter((query) => query.isActive() && query.state.data !== undefined);
  const failed = shown.filter(({ state: { error } }) =>
    error instanceof RefusedError ? isOver(error.code) : error instanceof ServerFault,
  );
  return failed.toSorted((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt)[0];
}

const Line = ({ tone, children }: { tone: "warn" | "stop"; children: ReactNode }) => (
  <div className="within" data-tone={tone}>
    {children}
  </div>
);

const Offline = ({ since }: { since: string | undefined }) => (
  <Line tone="warn">
    <p>
      <b>
        <Trans>There is no network.</Trans>
      </b>{" "}
      {since && <Trans>What you see is of {since}.</Trans>}{" "}
      <Trans>Nothing waits here to be sent later.</Trans>
    </p>
  </Line>
);

const Away = ({ since, again }: { since: string | undefined; again: () => void }) => (
  <Line tone="stop">
    <p>
      <b>
        <Trans>The server does not answer.</Trans>
      </b>{" "}
      <Trans>What you see is of {since}; the page asks again by itself.</Trans>
    </p>
    <UnstyledButton onClick={again}>
      <Trans>Try again now</Trans>
    </UnstyledButton>
  </Line>
);

const Over = () => (
  <Line tone="warn">
    <p>
      <b>
        <Trans>Your session is over.</Trans>
      </b>
    </p>
    <WayOn code="session_over" />
  </Line>
);
