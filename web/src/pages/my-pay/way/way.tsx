import { Trans } from "@lingui/react/macro";
import { Branch, Fork, Step as Stop, Way } from "../../../components/way";
import type { PayLine } from "../line";
import { EveryStep, Rests } from "./every-step";
import { Months } from "./months";
import { Origins } from "./origin";
import { outcome, own, sharing, type Sharing } from "./origins";
import { Results } from "./results";
import { StepValue } from "./step-value";
import { at, called, parameter, said, type Step, type Steps } from "./steps";

/** From what was done to what is paid, for every kind of run: drawn from what each step says it was computed from. */
export const FromWorkToMoney = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  const end = at(steps, line.amountStep);
  const pays = end?.modelId ?? steps.at(-1)?.modelId;
  const shared = end && sharing(steps, end);
  const models = earlier(steps, end, pays);
  return (
    <section>
      <h2>
        <Trans>From work to money</Trans>
      </h2>
      <Way>
        <Results of={line.assessment} />
        {models.map((model) => (
          <Model key={model} of={line} model={model} />
        ))}
        {shared && <Shared steps={steps} of={shared} />}
        <Stop
          end
          title={end ? called(end.says) : <Trans>To be paid</Trans>}
          value={line.amount.formatted}
          under={<Rests on={end} />}
        >
          {shared && <Divided of={shared} />}
          {end && <Origins steps={steps} of={end} />}
          <EveryStep of={steps.filter(({ modelId }) => modelId === pays)} />
        </Stop>
      </Way>
      <EveryStep
        of={steps.filter(({ modelId }) => modelId !== pays && !models.includes(modelId))}
        title={<Trans>What else was computed for the run</Trans>}
      />
    </section>
  );
};

/** The models that feed the amount by this person's own rows; all of them where the run did not keep what fed what. */
function earlier(steps: Steps, end: Step | undefined, pays: string | undefined): string[] {
  const kept = end && end.inputs.length > 0;
  const fed = kept ? [...own(steps, end)] : steps;
  const models = new Set(fed.map(({ modelId }) => modelId));
  return [...new Set(steps.map(({ modelId }) => modelId))].filter((model) => models.has(model) && model !== pays);
}

/** A model on the way: what it gave to those after it. */
const Model = ({ of: line, model }: { of: PayLine; model: string }) => {
  const steps = line.steps.nodes;
  const gave = outcome(steps, model);
  const isScore = gave?.value && gave.value.formatted === line.assessment?.score?.formatted;
  return (
    <Stop title={gave && called(gave.says)} value={gave && <StepValue of={gave} />} under={<Rests on={gave} />}>
      {isScore && <Months of={line.assessment} from={parameter(steps, "good_from_hundredths")} />}
      {gave && !isScore && <Origins steps={steps} of={gave} />}
      <EveryStep of={steps.filter(({ modelId }) => modelId === model)} />
    </Stop>
  );
};

/** One's own part on the one side, the money that is shared on the other. */
const Shared = ({ steps, of: { whole, mine, all } }: { steps: Steps; of: Sharing }) => (
  <Fork>
    <Branch
      title={<Trans>Your share</Trans>}
      value={<Trans><StepValue of={mine} /> of <StepValue of={all} /></Trans>}
      under={<Rests on={mine} />}
    >
      <p className="small not-on-paper">{mine.says}</p>
      <Origins steps={steps} of={mine} />
    </Branch>
    <Branch title={<Trans>The money that is shared</Trans>} value={<StepValue of={whole} />} under={<Rests on={whole} />}>
      <p className="small not-on-paper">{whole.says}</p>
      <Origins steps={steps} of={whole} />
    </Branch>
  </Fork>
);

/** The division itself, to be done again by hand. */
const Divided = ({ of: { whole, mine, all, share } }: { of: Sharing }) =>
  share.value && (
    <p className="small soft">
      <Trans>
        {said(whole)} × {said(mine)} / {said(all)} = {said(share)}, a part of a đồng dropped
      </Trans>
    </p>
  );
