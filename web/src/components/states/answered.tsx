import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { createContext, use, useEffect, useState, type ReactNode } from "react";
import { RefusedError } from "../../graphql/faults";
import { hour } from "../formats";
import { Broken } from "./broken";
import { isOver } from "./refused";
import { Waiting } from "./waiting";

const LONG_MS = 1_000;

type Props<Data> = { of: UseQueryResult<Data>; children: (data: Data) => ReactNode };

/**
 * A page that begins with one answer of the server. While it is asked anew, the old one stays, marked after a second;
 * when the server is away as well (the frame says so), and when the session is over: what was typed is on it.
 */
export function Answered<Data>({ of, children }: Props<Data>) {
  const error = useLastError(of);
  const refused = error instanceof RefusedError && !isOver(error.code);
  if (of.data !== undefined && !refused) return <Kept of={of}>{children(of.data)}</Kept>;
  if (error) return <Broken goesOn error={error} reset={() => void of.refetch()} busy={of.isFetching} />;
  return <Waiting />;
}

/** The error of an answer; while it is asked again, that of the last time: nothing flickers, and the focus stays. */
function useLastError({ error, isPending, errorUpdateCount }: UseQueryResult): Error | null {
  const [last, setLast] = useState<Error | null>(null);
  if (error && error !== last) setLast(error);
  return error ?? (isPending && errorUpdateCount > 0 ? last : null);
}

/** Whether what stands around says it already. */
const Marked = createContext(false);

const Kept = ({ of, children }: { of: UseQueryResult; children: ReactNode }) => {
  const long = useLong(of.isFetching);
  const marked = use(Marked);
  return (
    <Marked value={marked || long}>
      <div className="answered" aria-busy={of.isFetching} data-stale={long || undefined}>
        {children}
      </div>
      <p className="stale" role="status">
        {long && !marked && <Trans>Asking anew; what you see is of {hour(of.dataUpdatedAt)}.</Trans>}
      </p>
    </Marked>
  );
};

/** Whether something has gone on for longer than a moment. */
function useLong(going: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!going) return setLong(false);
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [going]);
  return long;
}
