// Empty, waiting, refused, broken: what a page shows when it has nothing else to show.
import { Trans } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { useQueryErrorResetBoundary, type UseQueryResult } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RefusedError, ServerFault } from "../graphql/faults";
import "./states.css";

const LINES = 4;

/** The shape of what comes. */
export const Waiting = ({ lines = LINES }: { lines?: number }) => (
  <div className="within waiting" aria-busy="true">
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} height={line ? 16 : 36} width={line ? "70%" : "45%"} />
    ))}
  </div>
);

/** A page that begins with one answer of the server. */
export function Answered<Data>({ of, children }: { of: UseQueryResult<Data>; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Broken error={of.error} reset={() => void of.refetch()} />;
  return <Waiting />;
}

/** What went wrong, what did not happen, and the way on. */
export const Broken = ({ error, reset }: { error: Error; reset?: (() => void) | undefined }) => {
  const boundary = useQueryErrorResetBoundary();
  if (error instanceof RefusedError) return <Refused code={error.code}>{error.message}</Refused>;
  const again = () => {
    boundary.reset();
    reset?.();
  };
  return (
    <State tone="stop" title={<Trans>The server could not answer</Trans>}>
      <p>
        <Trans>Nothing was written.</Trans>
      </p>
      {error instanceof ServerFault && error.id && <Code>{error.id}</Code>}
      <Button onClick={again}>
        <Trans>Try again</Trans>
      </Button>
    </State>
  );
};

/** The server said no: its sentence, its code, and how to go on. */
export const Refused = ({ code, children }: { code: string; children: ReactNode }) => {
  const here = useLocation().href;
  const nobody = code === "unauthenticated" || code === "invalid_token" || code === "session_over";
  return (
    <State
      title={nobody ? <Trans>You are not signed in</Trans> : <Trans>This is not possible</Trans>}
    >
      <p>{children}</p>
      <Code>{code}</Code>
      {nobody && (
        <p>
          <Link to="/dang-nhap" search={{ next: here }}>
            <Trans>Sign in; what you typed stays here.</Trans>
          </Link>
        </p>
      )}
    </State>
  );
};

type Tone = "plain" | "warn" | "stop";

/** A sheet with an edge in the colour of what it says. */
export const State = ({ tone = "plain", title, children }: { tone?: Tone; title: ReactNode; children?: ReactNode }) => (
  <section className="within">
    <div className="sheet state" data-tone={tone} role={tone === "stop" ? "alert" : undefined}>
      <h2>{title}</h2>
      {children}
    </div>
  </section>
);

/** A name for programs: what to tell whoever helps. */
export const Code = ({ children }: { children: string }) => <p className="code">{children}</p>;
