import { Trans } from "@lingui/react/macro";
import { Head, NumberHead } from "../../../components/tables/heads";
import { ShareBar } from "../../../components/share-bar";
import { Law } from "../../../components/law";
import { Step } from "../../../components/way";
import type { PayLine } from "../line";
import { month } from "./month";

type Assessment = NonNullable<PayLine["assessment"]>;
type Month = Assessment["monthsScored"]["nodes"][number];

/** What was done: quantity, quality, progress, and the work of each month; the lowest one is open. */
export const Results = ({ of: assessment }: { of: PayLine["assessment"] }) => {
  if (!assessment) return null;
  const months = assessment.monthsScored.nodes;
  const lowest = lowestOf(months);
  return (
    <Step
      title={<Trans>Results of your work</Trans>}
      value={<Trans>{assessment.taskPoints.formatted} of 70</Trans>}
      under={
        <Law>
          <Trans>Decree 335/2025, articles 14 and 16</Trans>
        </Law>
      }
    >
      <dl className="rates">
        <Rate of={assessment.quantity} title={<Trans>Quantity</Trans>} says={<Trans>done of what was assigned</Trans>} />
        <Rate of={assessment.quality} title={<Trans>Quality</Trans>} says={<Trans>less for each flaw</Trans>} />
        <Rate of={assessment.progress} title={<Trans>Progress</Trans>} says={<Trans>less for each delay</Trans>} />
      </dl>
      {lowest && <Work of={lowest} open />}
      <details className="every-step other-months">
        <summary>
          <Trans>The other months</Trans>
        </summary>
        {months
          .filter((each) => each !== lowest)
          .map((each) => (
            <Work key={each.id} of={each} />
          ))}
      </details>
    </Step>
  );
};

type RateProps = { of: Assessment["quantity"]; title: React.ReactNode; says: React.ReactNode };

const Rate = ({ of: rate, title, says }: RateProps) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <ShareBar basisPoints={rate.basisPoints} />
    </dd>
    <dd>
      <b>{rate.formatted}</b>
    </dd>
    <dd className="soft small">{says}</dd>
  </div>
);

const Work = ({ of: shown, open = false }: { of: Month; open?: boolean }) => (
  <details className="work sheet" open={open}>
    <summary>
      <Trans>
        {month(shown.periodStart)}: <b>{shown.score?.formatted ?? "–"}</b> points
      </Trans>
      {open && (
        <span className="soft">
          {" "}
          <Trans>the lowest month</Trans>
        </span>
      )}
    </summary>
    <table>
      <thead>
        <tr>
          <Head>
            <Trans>Product, work</Trans>
          </Head>
          <NumberHead>
            <Trans>Assigned</Trans>
          </NumberHead>
          <NumberHead>
            <Trans>Done</Trans>
          </NumberHead>
          <NumberHead>
            <Trans>Flaws</Trans>
          </NumberHead>
          <NumberHead>
            <Trans>Delays</Trans>
          </NumberHead>
        </tr>
      </thead>
      <tbody>
        {shown.results.nodes.map((result) => (
          <tr key={result.id}>
            <td>
              {result.product.title}
              <span className="soft small goal">{result.kpi.policyGoal.title}</span>
            </td>
            <td className="number">{result.assigned}</td>
            <td className="number">{result.completed}</td>
            <td className="number">{result.qualityFailures}</td>
            <td className="number">{result.delays}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);

function lowestOf(months: readonly Month[]): Month | undefined {
  const scored = months.filter(({ score }) => score);
  return scored.toSorted((one, other) => (one.score?.hundredths ?? 0) - (other.score?.hundredths ?? 0))[0];
}
