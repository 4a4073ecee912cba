import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { hour } from "../../../components/formats";
import { Law } from "../../../components/law";
import { Broken, Code, Sentence, WayOn } from "../../../components/states";
import type { WhyFragment } from "../../../graphql/generated/graphql";
import { may, type Act, type ReadRun, type Reread } from "../run";
import { ActName } from "../words";

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
        <Code>{code.toLowerCase()}</Code>
        <WayOn code={code.toLowerCase()} />
      </div>
    ))}
  </div>
);

/** The answer is missing, or nobody is signed in any more. Whoever looks anew is told what was found. */
export const NoAnswer = ({ error, reread }: { error: Error; reread: Reread }) => {
  const [lookedAt, setLookedAt] = useState(0);
  const look = async () => {
    if ((await reread()).isSuccess) setLookedAt(Date.now());
  };
  return (
    <Broken inset error={error} reset={() => void look()}>
      {lookedAt > 0 && <Trans>Looked at {hour(lookedAt)}: it was not written by then.</Trans>}{" "}
      <Trans>To press again is safe: however often it is sent, it is done once.</Trans>
    </Broken>
  );
};
