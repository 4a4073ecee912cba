import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Rests } from "./every-step";
import { WHOSE } from "./origins";
import { StepValue } from "./step-value";
import { at, called, type Step, type Steps } from "./steps";

type Props = { steps: Steps; of: Step };

/** What a number was computed from: each earlier step opens to its own; facts end there. */
export const Origins = ({ steps, of }: Props) =>
  of.inputs.length > 0 && (
    <ul className="origins not-on-paper">
      {of.inputs
        .filter(({ name }) => name !== WHOSE)
        .map((input) => (
          <Origin key={input.name} steps={steps} of={input} />
        ))}
    </ul>
  );

const Origin = ({ steps, of: input }: { steps: Steps; of: Step["inputs"][number] }) => {
  const from = input.steps.flatMap((ordinal) => at(steps, ordinal) ?? []);
  if (from.length > 0) return from.map((step) => <Opened key={step.ordinal} steps={steps} of={step} />);
  return (
    <li>
      {input.isGroup ? <Trans>Of all who have the same: {called(input.says)}</Trans> : called(input.says)}{" "}
      <span className="soft small">
        {input.steps.length > 0 && <Trans>computed for each month</Trans>}
        {!input.isGroup && input.steps.length === 0 && <Trans>as recorded</Trans>}
      </span>
    </li>
  );
};

/** A step; what it was computed from is looked up once somebody opens it. */
const Opened = ({ steps, of: step }: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>
          {called(step.says)}: <b>
            <StepValue of={step} />
          </b>
        </summary>
        {open && (
          <>
            <p className="under">
              <Rests on={step} />
            </p>
            <Origins steps={steps} of={step} />
          </>
        )}
      </details>
    </li>
  );
};
