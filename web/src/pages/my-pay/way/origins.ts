// Where a number comes from: what each step says that it was computed from, followed back through the steps of a line.
import { at, type Step, type Steps } from "./steps";

/** The steps that a step was computed from, each once. */
export const sources = (steps: Steps, of: Step): Step[] =>
  [...new Set(of.inputs.flatMap((input) => input.steps))].flatMap((ordinal) => at(steps, ordinal) ?? []);

/** Whose row it is: a step that reads it looks at this person's own rows, such as the months, and at nobody else's. */
export const WHOSE = "employee_id";

/** The steps that a step goes back to by rows of this person alone: where one looks at a group, the way ends. */
export function own(steps: Steps, end: Step): Set<Step> {
  const found = new Set<Step>([end]);
  for (const step of found) {
    if (step === end || !looksAtOthers(step)) sources(steps, step).forEach((one) => found.add(one));
  }
  return found;
}

const looksAtOthers = ({ inputs }: Step): boolean =>
  inputs.some(({ isGroup }) => isGroup) && !inputs.some(({ name }) => name === WHOSE);

/** The step by which a model feeds those after it: the last of those that another model read, else its last one. */
export function outcome(steps: Steps, model: string): Step | undefined {
  const its = steps.filter((step) => step.modelId === model);
  const read = new Set(steps.filter((step) => step.modelId !== model).flatMap((step) => sources(steps, step)));
  return its.findLast((step) => read.has(step)) ?? its.findLast((step) => step.value);
}

/** Money that is shared out: `whole` × `mine` / `all` = `share`, in every month where there are several. */
export type Sharing = { whole: Step; mine: Step; all: Step; share: Step };

/** How the money of a group came to somebody, nearest to the amount; only where the numbers themselves say so. */
export function sharing(steps: Steps, end: Step): Sharing | undefined {
  for (const share of [...own(steps, end)].filter(({ modelId }) => modelId === end.modelId)) {
    const from = sources(steps, share).filter((step) => numbers(step).length > 0);
    for (const whole of from.filter(isMoney)) {
      for (const mine of from.filter((step) => step !== whole && first(step) <= first(whole))) {
        const all = from.find((step) => step !== whole && step !== mine && divides({ whole, mine, all: step, share }));
        if (all) return { whole, mine, all, share };
      }
    }
  }
  return undefined;
}

function divides({ whole, mine, all, share }: Sharing): boolean {
  const [money, part, parts, result] = [whole, mine, all, share].map(numbers);
  return (
    !!money && !!part && !!parts && !!result?.length &&
    result.every((each, n) => !!parts[n] && ((money[n] ?? 0n) * (part[n] ?? 0n)) / parts[n] === each)
  );
}

const first = (step: Step): bigint => numbers(step)[0] ?? 0n;

const isMoney = (step: Step): boolean => !!(step.value ?? step.values[0])?.money;

const numbers = (step: Step): bigint[] =>
  (step.value ? [step.value] : step.values).flatMap(({ number }) => (number ? [BigInt(number)] : []));
