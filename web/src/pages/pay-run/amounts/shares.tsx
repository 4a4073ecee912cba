import { Trans } from "@lingui/react/macro";
import { Choice, Law } from "../../../components/law";
import type { DecidesFragment } from "../../../graphql/generated/graphql";

/** The number of a step; of one that each month has, that of the first. */
export const first = (step: DecidesFragment | null) => step && (step.value ?? step.values[0]);

/** The text behind what decides over amounts: law, what the unit or we chose, and how sure we are of it. */
export const Ground = ({ of: { law, agreement, choice, certainty } }: { of: DecidesFragment }) => (
  <>
    {law && <Law>{law}</Law>} {agreement && <Choice>{agreement}</Choice>} {choice && <Choice>{choice}</Choice>}{" "}
    {certainty === "PRESS" && <Trans>(by the press; the act itself was not read)</Trans>}
    {certainty === "OUR_CHOICE" && <Trans>(assumed here)</Trans>}
  </>
);
