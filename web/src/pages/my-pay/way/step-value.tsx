import { Trans } from "@lingui/react/macro";
import { said, type Step } from "./steps";

/** What a step came to; the same in every month is said once. */
export const StepValue = ({ of: step }: { of: Step }) => {
  const [first, ...others] = step.values.map(({ formatted }) => formatted);
  const alike = !step.value && others.length > 0 && others.every((other) => other === first);
  return alike ? <Trans>{first} each month</Trans> : said(step);
};
