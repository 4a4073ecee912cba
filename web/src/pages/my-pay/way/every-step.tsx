import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { StationFragment } from "../../../graphql/generated/graphql";
import { Grounds } from "./grounds";

type Step = StationFragment["steps"][number];

/** Every step that concerns the reader, with its number, how it came about and what it rests on; closed at first. */
export const EveryStep = ({ of: steps, title }: { of: readonly Step[]; title?: ReactNode }) =>
  steps.length > 0 && (
    <details className="every-step">
      <summary>{title ?? <Trans>Every step, with its rule</Trans>}</summary>
      <dl>
        {steps.map((step) => (
          <div key={step.ordinal}>
            <dt>{step.title}</dt>
            <dd className="number">{step.value}</dd>
            {step.formula && <dd className="formula">{step.formula}</dd>}
            <dd className="under">
              <Grounds of={step.grounds} />
            </dd>
            {!step.formula && step.sources.length > 0 && <Sources of={step.sources} />}
          </div>
        ))}
      </dl>
    </details>
  );

/** What a number was computed from, where no formula says it. */
const Sources = ({ of: sources }: { of: Step["sources"] }) => (
  <dd className="sources small soft">
    <Trans>From:</Trans>{" "}
    {sources.map(({ says, value }) => (
      <span key={says}>
        {says} <b>{value}</b>
      </span>
    ))}
  </dd>
);
