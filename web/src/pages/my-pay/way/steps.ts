// The steps of a line: found by their number, by the names that models give them, and as text.
import type { PayStepFragment } from "../../../graphql/generated/graphql";

export type Step = PayStepFragment;
export type Steps = readonly Step[];

/** The step of a number; none of a step that a line does not tell: of each month of an earlier model, of a work item. */
export const at = (steps: Steps, ordinal: number | null): Step | undefined =>
  steps.find((step) => step.ordinal === ordinal);

/** The last step of this name: months come first, then the quarter, then the year. */
export const named = (steps: Steps, name: string): Step | undefined => steps.findLast((step) => step.name === name);

/** What a step came to: one value, or one for each month. */
export const said = (step: Step): string =>
  step.value?.formatted ?? step.values.map(({ formatted }) => formatted).join(" · ");

/** What a step is called: its sentence up to the first colon or semicolon; the rest explains. */
export const called = (says: string): string => says.split(/[:;] | \(/)[0] ?? says;

/** The value of a parameter, by whichever step used it. */
export const parameter = (steps: Steps, name: string) =>
  steps.flatMap(({ parameters }) => parameters).find((each) => each.name === name)?.value;
