import { Trans } from "@lingui/react/macro";
import { Link, useLocation } from "@tanstack/react-router";
import { Law } from "../../components/law";
import { Broken, Code } from "../../components/states";
import type { WhyFragment } from "../../graphql/generated/graphql";
import { RefusedError, ServerFault } from "../../graphql/faults";
import { useSession } from "../../session/session";
import { may, type Act, type ReadRun } from "./run";
import { ActName } from "./words";

const TOO_OLD = "SIGN_IN_TOO_OLD";

/** A sentence of the server, in which names for programs stand between backticks. */
export const Sentence = ({ children }: { children: string | null }) =>
  children?.split("`").map((part, place) => (place % 2 ? <code key={place}>{part}</code> : part));

/** Why the reader may not do what comes next. */
export const Barred = ({ act, run }: { act: Act; run: ReadRun }) => {
  const { reason, code } = may(run, act);
  return (
    <div className="barred">
      <h3>
        <ActName act={act} total={run.total.formatted} />
      </h3>
      <p>
        <Sentence>{reason}</Sentence>
      </p>
      {code && <Code>{code.toLowerCase()}</Code>}
    </div>
  );
};

/** Every fault that kept a decision from being done. */
export const Problems = ({ problems }: { problems: WhyFragment[] }) => (
  <div role="alert">
    {problems.map(({ code, message, law }) => (
      <div key={code} className="barred">
        <p>
          <Sentence>{message}</Sentence>
        </p>
        {law && <Law>{law}</Law>}
        {code === (TOO_OLD as string) && <SignInAgain />}
        <Code>{code.toLowerCase()}</Code>
      </div>
    ))}
  </div>
);

/** The answer is missing, or nobody is signed in any more. */
export const NoAnswer = ({ error }: { error: Error }) => {
  if (error instanceof ServerFault) {
    return (
      <div role="alert" className="barred" data-tone="stop">
        <p>
          <Trans>No answer came. Press again: however often it is sent, it is done once.</Trans>
        </p>
        {error.id && <Code>{error.id}</Code>}
      </div>
    );
  }
  if (error instanceof RefusedError && error.code === TOO_OLD.toLowerCase()) {
    return (
      <div role="alert" className="barred">
        <p>{error.message}</p>
        <SignInAgain />
      </div>
    );
  }
  return <Broken error={error} />;
};

/** A decision takes a fresh sign-in; the reason stays here meanwhile. */
const SignInAgain = () => {
  const here = useLocation().href;
  const provided = useSession()?.providers.length;
  return (
    <p>
      {provided ? (
        <a href={`/sign-in?again=1&next=${encodeURIComponent(here)}`}>
          <Trans>Sign in again; what you typed stays here.</Trans>
        </a>
      ) : (
        <Link to="/dang-nhap" search={{ next: here }}>
          <Trans>Sign in again; what you typed stays here.</Trans>
        </Link>
      )}
    </p>
  );
};
