import { Trans } from "@lingui/react/macro";
import { Branch, Fork, Step, Way } from "../../components/way";
import { Said } from "../../components/said";
import type { MyPayLineQuery } from "../../graphql/generated/graphql";
import { Disagree } from "./disagree";
import { EveryStep, Rests } from "./every-step";
import { Months } from "./months";
import { Paper } from "./paper";
import { Proof } from "./proof";
import { Results } from "./results";
import { named, ofModelOf, parameter, value } from "./steps";

export type PayLine = Extract<NonNullable<MyPayLineQuery["node"]>, { amount: unknown }>;

/** One line: the amount, a sentence, the way to it, and what proves it. */
export const Line = ({ of: line }: { of: PayLine }) => (
  <div className="two">
    <article>
      <Amount of={line} />
      {named(line.steps.nodes, "award_vnd") ? <BonusWay of={line} /> : <PlainWay of={line} />}
    </article>
    <aside>
      <Proof of={line} />
      <Disagree />
    </aside>
  </div>
);

const Amount = ({ of: line }: { of: PayLine }) => (
  <header className="amount">
    <p className="soft small">
      {line.payRun?.title} · {line.unit.name} · {line.employee?.fullName}
    </p>
    <h1>{line.amount.formatted}</h1>
    {!line.isPaying && (
      <p>
        <b>
          <Trans>This run is not approved: nobody is paid by it yet, and the amount may change.</Trans>
        </b>
      </p>
    )}
    <p className="lead">
      <Why of={line} />
    </p>
    <Paper of={line} />
  </header>
);

const Why = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  const whole = value(steps, "class_part_vnd");
  if (!whole) return line.class.label;
  return (
    <Trans>
      {line.class.label}, {value(steps, "months")} months:{" "}
      <b>
        {value(steps, "weight")} of {value(steps, "unit_weight")} shares
      </b>{" "}
      of a fund of {whole}.
    </Trans>
  );
};

/** The bonus of a year: results, score, class, then share and fund, which make the amount. */
const BonusWay = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  const score = named(steps, "score_hundredths");
  const klass = named(steps, "class");
  return (
    <section>
      <h2>
        <Trans>From work to money</Trans>
      </h2>
      <Way>
        <Results of={line.assessment} />
        <Step title={<Trans>Score of the year</Trans>} value={value(steps, "score_hundredths")} under={<Rests on={score} />}>
          <Months of={line.assessment} threshold={parameter(named(steps, "class_by_score"), "good_from_hundredths")} />
          <EveryStep of={ofModelOf(steps, "score_hundredths")} />
        </Step>
        <Step title={<Trans>Class</Trans>} value={line.class.label} under={<Rests on={klass} />}>
          <EveryStep of={ofModelOf(steps, "class")} />
        </Step>
        <Fork>
          <Share of={line} />
          <Fund of={line} />
        </Fork>
        <Step end title={<Trans>Bonus</Trans>} value={line.amount.formatted} under={<Rests on={named(steps, "award_vnd")} />}>
          <p className="small soft">
            {value(steps, "class_part_vnd")} × {value(steps, "weight")} / {value(steps, "unit_weight")} ={" "}
            {value(steps, "share_vnd")}
            <Trans>, and one đồng more to the largest remainders until nothing of the fund is left.</Trans>
          </p>
          <EveryStep of={ofModelOf(steps, "award_vnd")} />
        </Step>
      </Way>
    </section>
  );
};

const Share = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  return (
    <Branch
      title={<Trans>Your share</Trans>}
      value={<Trans>{value(steps, "weight")} of {value(steps, "unit_weight")}</Trans>}
      under={<Rests on={named(steps, "weight")} />}
    >
      <p className="small">
        <Trans>
          <b>{value(steps, "coefficient_hundredths")}</b> of the class × <b>{value(steps, "months")}</b> months
        </Trans>
      </p>
    </Branch>
  );
};

const Fund = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  return (
    <Branch title={<Trans>The fund of <Said of={line.unit.name} /></Trans>} value={value(steps, "class_part_vnd")} under={<Rests on={named(steps, "fund_vnd")} />}>
      <p className="small">
        <Trans>
          <b>{parameter(named(steps, "fund_vnd"), "fund_rate_bp")}</b> of {value(steps, "salary_fund_vnd")}, the unit’s pay
          by grade and step in the year
        </Trans>
      </p>
    </Branch>
  );
};

/** Any other kind of run: its models one after the other, each with its last number. */
const PlainWay = ({ of: line }: { of: PayLine }) => {
  const steps = line.steps.nodes;
  const models = [...new Set(steps.map(({ modelId }) => modelId))];
  return (
    <section>
      <h2>
        <Trans>From work to money</Trans>
      </h2>
      <Way>
        {models.map((model) => {
          const its = steps.filter(({ modelId }) => modelId === model);
          const last = its.findLast((step) => step.value);
          return (
            <Step key={model} title={last?.says} value={last?.value?.formatted} under={<Rests on={last} />}>
              <EveryStep of={its} />
            </Step>
          );
        })}
        <Step end title={<Trans>To be paid</Trans>} value={line.amount.formatted} />
      </Way>
    </section>
  );
};
