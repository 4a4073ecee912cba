import { Trans } from "@lingui/react/macro";
import type { PayLine } from "./line";
import { shortMonth } from "./month";

const TALLEST_PX = 40;
const HUNDREDTHS_PX = 5; // so many hundredths of a point are a pixel

/** The score of each month: a bar from the threshold up or down, its number beneath. */
export const Months = ({ of: assessment, threshold }: { of: PayLine["assessment"]; threshold: string }) => {
  if (!assessment) return null;
  const line = Math.round(Number(threshold.replace(/\D/g, "")));
  const months = assessment.monthsScored.nodes.toReversed();
  return (
    <>
      <p className="small">
        <Trans>
          <b>{assessment.generalPoints.formatted}</b> general criteria, of 30 + <b>{assessment.taskPoints.formatted}</b> tasks,
          of 70 = the mean of {months.length} months
        </Trans>
      </p>
      <ol className="months">
        {months.map((each) => {
          const above = (each.score?.hundredths ?? line) - line;
          return (
            <li key={each.id} data-below={above < 0 || undefined}>
              <span className="bar" aria-hidden="true">
                <span style={{ blockSize: `${Math.min(TALLEST_PX, Math.abs(above) / HUNDREDTHS_PX)}px` }} />
              </span>
              <b>{each.score?.formatted ?? "–"}</b>
              <span>{shortMonth(each.periodStart)}</span>
            </li>
          );
        })}
      </ol>
      {threshold && (
        <p className="small soft">
          <Trans>The line in the middle is {threshold}, from which work counts as completed well.</Trans>
        </p>
      )}
    </>
  );
};
