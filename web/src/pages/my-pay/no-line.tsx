import { Trans } from "@lingui/react/macro";
import type { Employee } from "./page";

/** Nothing is approved yet: what is known so far, and that it is not final. */
export const NoLine = ({ assessment }: { assessment: Employee["assessments"]["nodes"][number] | undefined }) => (
  <section>
    <h1>
      <Trans>No pay run with you in it is approved yet</Trans>
    </h1>
    <p>
      {assessment?.score ? (
        <Trans>Your score of the year stands at {assessment.score.formatted}; until a run is approved it may change.</Trans>
      ) : (
        <Trans>There is no score of the year either: the months come first.</Trans>
      )}
    </p>
  </section>
);
