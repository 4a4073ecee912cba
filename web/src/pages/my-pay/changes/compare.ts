// What moved between two lines of a kind: the numbers of the law first, then steps, each by its name in its model.
import type { PayComparedFragment } from "../../../graphql/generated/graphql";

type Compared = PayComparedFragment;
/** A number then and now; empty where there was none. */
export type Moved = { key: string; says: string; before: string; after: string };

type Told = Map<string, { says: string; said: string }>;

/** What a step or a number is called: its sentence up to the first colon or semicolon; the rest explains. */
export const called = (says: string): string => says.split(/[:;] | \(/)[0] ?? says;

/** The parameters that are other ones now. */
export const movedParameters = (before: Compared, after: Compared): Moved[] => moved(parameters(before), parameters(after));

/** The steps whose value is another one now. */
export const movedSteps = (before: Compared, after: Compared): Moved[] => moved(steps(before), steps(after));

function moved(before: Told, after: Told): Moved[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [was, now] = [before.get(key), after.get(key)];
    if (was?.said === now?.said) return [];
    return [{ key, says: (now ?? was)?.says ?? key, before: was?.said ?? "", after: now?.said ?? "" }];
  });
}

const parameters = (line: Compared): Told =>
  new Map(
    line.steps.nodes.flatMap((step) =>
      step.parameters.flatMap(({ name, says, value }) =>
        value ? [[`${step.modelId} ${name}`, { says, said: value.formatted }] as const] : [],
      ),
    ),
  );

const steps = (line: Compared): Told =>
  new Map(
    line.steps.nodes.map((step) => [
      `${step.modelId} ${step.stage} ${step.name}`,
      { says: step.says, said: step.value?.formatted ?? step.values.map(({ formatted }) => formatted).join(" · ") },
    ]),
  );
