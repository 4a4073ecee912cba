import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Choice, Law } from "../../../components/law";
import { StepValue } from "./step-value";
import { type Step, type Steps } from "./steps";

/** Every step of a stage with its sentence, number, law and choice: closed until somebody wants to know. */
export const EveryStep = ({ of, title }: { of: Steps; title?: ReactNode }) =>
  of.length > 0 && (
    <details className="every-step">
      <summary>{title ?? <Trans>Every step, with its rule</Trans>}</summary>
      <dl>
        {of.map((step) => (
          <div key={step.ordinal}>
            <dt>{step.says}</dt>
            <dd className="number">
              <StepValue of={step} />
            </dd>
            <dd className="under">
              <Rests on={step} />
            </dd>
            {step.parameters.map((used) => (
              <dd className="used" key={used.name}>
                {used.says}: <b>{used.value?.formatted}</b> {used.source && <Law href={used.href}>{used.source}</Law>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );

/** The text behind a step: law, the unit's own regulation, or a choice where both are silent. */
export const Rests = ({ on }: { on: Step | undefined }) => (
  <>
    {on?.law && <Law>{on.law}</Law>}
    {on?.agreement && <Law>{on.agreement}</Law>}
    {on?.choice && <Choice>{on.choice}</Choice>}
  </>
);
