import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSession } from "../../session/session";
import { Law } from "../law";
import { Sentence } from "./sentence";
import { Code, State } from "./state";

const STRANGER = "unauthenticated";
const NOBODY = new Set([STRANGER, "invalid_token", "session_over"]);
const OUTLIVED = new Set(["unknown_document", "document_not_registered"]);

type Refusal = { code: string; message: string; law?: string | null };
type Props = { of: Refusal; inset?: boolean | undefined };

/** The server said no: its sentence, the law behind it, and the way on. */
export const Refused = ({ of: { code, message, law }, inset }: Props) => {
  // What the server says of these is for programs.
  const over = useIsOver(code, inset);
  const stranger = code === STRANGER && !over;
  const older = OUTLIVED.has(code);
  return (
    <State icon="refused" title={over ? <Trans>Your session is over</Trans> : <Title code={code} />} inset={inset}>
      <p>
        {stranger && <Trans>Only whoever has signed in sees this page.</Trans>}
        {over && <Trans>Nothing was written.</Trans>}
        {older && <Trans>Load it again to use the newer one; what you typed stays here.</Trans>}
        {!stranger && !older && !over && <Sentence>{message}</Sentence>}
      </p>
      {law && <Law>{law}</Law>}
      <Code>{code}</Code>
      {stranger ? <SignIn words={<Trans>Sign in to see it</Trans>} /> : <WayOn code={code} />}
    </State>
  );
};

/** Whether somebody was signed in when the page was opened, or typed something into it. */
const useIsOver = (code: string, inset?: boolean): boolean => {
  const began = useSession()?.signedIn;
  return isOver(code) && Boolean(inset || began);
};

/** Nobody is signed in any more: what is on the page may stay there. */
export const isOver = (code: string): boolean => NOBODY.has(code);

const Title = ({ code }: { code: string }) => {
  if (isOver(code)) return <Trans>You are not signed in</Trans>;
  if (code === "forbidden") return <Trans>You hold no right to this</Trans>;
  if (code === "other_session") return <Trans>Somebody else is signed in now</Trans>;
  if (OUTLIVED.has(code)) return <Trans>The server has a newer release than this page</Trans>;
  return <Trans>This is not possible</Trans>;
};

/** What helps against a refusal, where a page can offer it; its sentence tells the rest. */
export const WayOn = ({ code }: { code: string }) => {
  if (isOver(code)) return <SignIn words={<Trans>Sign in; what you typed stays here.</Trans>} />;
  if (code === "sign_in_too_old") return <SignIn again words={<Trans>Sign in again; what you typed stays here.</Trans>} />;
  if (code !== "other_session" && !OUTLIVED.has(code)) return null;
  return (
    <Button onClick={() => location.reload()}>
      <Trans>Load the page again</Trans>
    </Button>
  );
};

/** `again`: although somebody is signed in; a provider is then to ask anew who it is. */
const SignIn = ({ again = false, words }: { again?: boolean; words: ReactNode }) => {
  const here = useLocation().href;
  const provided = useSession()?.providers.length;
  return (
    <p>
      {again && provided ? (
        <a href={`/sign-in?again=1&next=${encodeURIComponent(here)}`}>{words}</a>
      ) : (
        <Link to="/dang-nhap" search={{ next: here }}>
          {words}
        </Link>
      )}
    </p>
  );
};
