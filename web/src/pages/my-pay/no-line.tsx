import { Trans } from "@lingui/react/macro";
import { Choice, Law } from "../../components/law";
import type { Employee } from "./page";

/** Nothing is approved yet: what is known so far, what happens next, and until when. */
export const NoLine = ({ assessment }: { assessment: Employee["assessments"]["nodes"][number] | undefined }) => (
  <section className="no-line">
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
    <h2>
      <Trans>What happens next</Trans>
    </h2>
    <ol>
      <li>
        <Trans>Every month is scored and confirmed, then the year.</Trans>
      </li>
      <li>
        <Trans>The personnel office computes a run for your unit. You do not see it yet.</Trans>
      </li>
      <li>
        <Trans>Another office approves it: whoever made it cannot. From that day on your amount stands here.</Trans>
      </li>
    </ol>
    <p>
      <Trans>The bonus of a year is paid by 31 January of the next: what is left of the fund then lapses.</Trans>{" "}
      <Law>
        <Trans>Decree 161/2026, article 4</Trans>
      </Law>
    </p>
    <p className="small">
      <Choice>
        <Trans>No text sets the day of the other payments; your unit does.</Trans>
      </Choice>
    </p>
  </section>
);
