import { Trans } from "@lingui/react/macro";
import type { PayLine } from "../line";
import type { parameter } from "./steps";
import { shortMonth } from "./month";

const TALLEST_PX = 40;

type Props = { of: PayLine["assessment"]; from: ReturnType<typeof parameter> };

/** The score of each month: a bar from the threshold up or down, all on one scale, its number beneath. */
export const Months = ({ of: assessment, from }: Props) => {
  if (!assessment) return null;
  const line = Number(from?.number ?? 0);
  const threshold = from?.formatted;
  const months = assessment.monthsScored.nodes.toReversed().map((each) => ({
    ...each,
    above: each.score ? each.score.hundredths - line : 0,
  }));
  const furthest = Math.max(1, ...months.map(({ above }) => Math.abs(above)));
  return (
    <>
      <p className="small">
        <Trans>
          <b>{assessment.generalPoints.formatted}</b> general criteria, of 30 + <b>{assessment.taskPoints.formatted}</b> tasks,
          of 70 = the mean of {months.length} months
        </Trans>
      </p>
      <ol className="months">
        {months.map(({ id, above, score, periodStart }) => (
          <li key={id} data-below={above < 0 || undefined}>
            <span className="bar" aria-hidden="true">
              <span style={{ blockSize: `${(TALLEST_PX * Math.abs(above)) / furthest}px` }} />
            </span>
            <b>{score?.formatted ?? "–"}</b>
            <span>{shortMonth(periodStart)}</span>
          </li>
        ))}
      </ol>
      {threshold && (
        <p className="small soft">
          <Trans>The line in the middle is {threshold}, from which work counts as completed well.</Trans>
        </p>
      )}
    </>
  );
};
