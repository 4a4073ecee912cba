// The steps of a line, found by the names that their model gives them.
import type { PayStepFragment } from "../../graphql/generated/graphql";

export type Steps = readonly PayStepFragment[];

/** The last step of this name: a score is computed for months first, then for the year. */
export const named = (steps: Steps, name: string): PayStepFragment | undefined =>
  steps.findLast((step) => step.name === name);

export const value = (steps: Steps, name: string): string => named(steps, name)?.value?.formatted ?? "";

/** The number of a parameter that a step used. */
export const parameter = (step: PayStepFragment | undefined, name: string): string =>
  step?.parameters.find((each) => each.name === name)?.value?.formatted ?? "";

/** The steps of the stages that end in one of these names, in order. */
export function ofModelOf(steps: Steps, name: string): PayStepFragment[] {
  const model = named(steps, name)?.modelId;
  return steps.filter((step) => step.modelId === model);
}
