import { Trans } from "@lingui/react/macro";
import type { StationFragment } from "../../../graphql/generated/graphql";
import { shortMonth } from "./month";

type Told = NonNullable<StationFragment["months"]>;
type Props = { of: Told["months"]; line: NonNullable<Told["line"]> };

const TALLEST_PX = 40;

/** The outcome of each month: a bar from the threshold up or down, all on one scale; the line says what it is. */
export const Bars = ({ of: months, line }: Props) => {
  const heights = months.map(({ outcome }) => (outcome?.number ? Number(outcome.number) - Number(line.number) : 0));
  const furthest = Math.max(1, ...heights.map(Math.abs));
  return (
    <figure>
      <figcaption className="small soft">
        <span className="line" aria-hidden="true" />{" "}
        <Trans>
          The line is {line.value} points, from which it is “{line.head}”; bars stand above or hang below it.
        </Trans>
      </figcaption>
      <ol className="months">
        {months.map(({ firstDay, outcome }, n) => (
          <li key={firstDay} data-below={(heights[n] ?? 0) < 0 || undefined}>
            <span className="bar" aria-hidden="true">
              <span style={{ blockSize: `${(TALLEST_PX * Math.abs(heights[n] ?? 0)) / furthest}px` }} />
            </span>
            <b>{outcome?.value ?? "–"}</b>
            <span>{shortMonth(firstDay)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
};
