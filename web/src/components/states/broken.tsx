import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LostAnswer, OlderRelease, RefusedError, ServerFault } from "../../graphql/faults";
import { AGAIN_SECONDS, queries } from "../../graphql/queries";
import { loadAgain } from "../../shell/release";
import { Refused } from "./refused";
import { Sentence } from "./sentence";
import { Code, State } from "./state";

type Props = {
  error: Error;
  reset?: (() => void) | undefined;
  /** Whether it is asked again by itself. */
  goesOn?: boolean;
  busy?: boolean;
  inset?: boolean;
  /** What else the page knows of a lost answer. */
  children?: ReactNode;
};

/** What went wrong, what did not happen, and the way on. */
export const Broken = ({ error, reset, goesOn = false, busy = false, inset = false, children }: Props) => {
  const boundary = useQueryErrorResetBoundary();
  const retry = () => {
    boundary.reset();
    reset?.();
  };
  if (error instanceof RefusedError) return <Refused of={error} inset={inset} />;
  if (error instanceof LostAnswer) return error.offline ? <NotSent inset={inset} /> : <Unknown {...{ error, inset, children, look: reset }} />;
  if (!(error instanceof ServerFault)) return <PageFault inset={inset} older={error instanceof OlderRelease} />;
  const button = <Again onClick={retry} busy={busy} />;
  return error.offline ? <Offline {...{ inset, goesOn }}>{button}</Offline> : <Away {...{ error, inset, goesOn }}>{button}</Away>;
};

type Part = { inset: boolean; children?: ReactNode };

const Away = ({ error, inset, goesOn, children }: Part & { error: ServerFault; goesOn: boolean }) => (
  <State tone="stop" icon="broken" title={<Trans>The server could not answer</Trans>} inset={inset}>
    {error.says && (
      <p>
        <Sentence>{error.says}</Sentence>
      </p>
    )}
    <p>
      <Trans>Nothing was written.</Trans> {goesOn && <Trans>This page asks again every {AGAIN_SECONDS} seconds.</Trans>}
    </p>
    {error.id && <Code>{error.id}</Code>}
    {children}
  </State>
);

const Offline = ({ inset, goesOn, children }: Part & { goesOn: boolean }) => (
  <State tone="warn" icon="offline" title={<Trans>There is no network</Trans>} inset={inset}>
    <p>
      <Trans>Nothing waits here to be sent later.</Trans>{" "}
      {goesOn && <Trans>Once there is a network again, this page asks by itself.</Trans>}
    </p>
    {children}
  </State>
);

/** A change that never left this computer. */
const NotSent = ({ inset }: Part) => (
  <State tone="warn" icon="offline" title={<Trans>There is no network: nothing was sent</Trans>} inset={inset}>
    <p>
      <Trans>Nothing waits to be sent later, either. What you typed stays here: press again once there is a network.</Trans>
    </p>
  </State>
);

/** A change whose answer is missing: to look is the only way to know. */
const Unknown = ({ error, inset, look, children }: Part & { error: ServerFault; look?: (() => void) | undefined }) => (
  <State tone="warn" icon="unknown" title={<Trans>It is not known whether this was written</Trans>} inset={inset}>
    <p>
      <Trans>It was sent, and no answer came. Look before you go on.</Trans> {children}
    </p>
    {error.id && <Code>{error.id}</Code>}
    <Button onClick={look ?? (() => void queries.invalidateQueries())}>
      <Trans>Look whether it was written</Trans>
    </Button>
  </State>
);

/** Not the server's fault: the page's own, or a file of an older release that stays away. */
const PageFault = ({ inset, older }: Part & { older: boolean }) => (
  <State tone="stop" icon="broken" title={<Trans>This page has failed</Trans>} inset={inset}>
    <p>
      {older ? (
        <Trans>It is of an older release, and the newer one could not be loaded. What you typed stays here.</Trans>
      ) : (
        <Trans>The fault is ours, not yours. What you typed stays here.</Trans>
      )}
    </p>
    <Button onClick={() => void loadAgain()}>
      <Trans>Load the page again</Trans>
    </Button>
  </State>
);

const Again = ({ onClick, busy }: { onClick: () => void; busy: boolean }) => (
  <Button onClick={onClick} loading={busy}>
    <Trans>Try again now</Trans>
  </Button>
);
