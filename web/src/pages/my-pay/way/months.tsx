import { Trans } from "@lingui/react/macro";
import { Fragment } from "react";
import { Head, NumberHead } from "../../../components/tables/heads";
import type { StationFragment } from "../../../graphql/generated/graphql";
import { Bars } from "./bars";
import { Grounds } from "./grounds";
import { shortMonth } from "./month";

type Told = NonNullable<StationFragment["months"]>;
type Month = Told["months"][number];
type Cell = Month["cells"][number];

/** The months behind a station: a bar and a row for each, then their work; the lowest one is open. */
export const Months = ({ of: told }: { of: Told }) => {
  const lowest = told.line ? lowestOf(told.months) : undefined;
  const withWork = told.months.filter(({ work }) => work.length > 0);
  return (
    <div className="by-month">
      {told.line && <Bars of={told.months} line={told.line} />}
      <table className="rows">
        <thead>
          <tr>
            <Head>{told.title}</Head>
            {told.months[0]?.cells.map(({ head }) => <NumberHead key={head}>{head}</NumberHead>)}
          </tr>
        </thead>
        <tbody>
          {told.months.map((month) => (
            <tr key={month.firstDay} data-lowest={month === lowest || undefined}>
              <td>{shortMonth(month.firstDay)}</td>
              <Cells of={month.cells} />
            </tr>
          ))}
        </tbody>
      </table>
      {told.notes.length > 0 && (
        <p className="notes">
          <Grounds of={told.notes} />
        </p>
      )}
      {lowest && lowest.work.length > 0 && <Work of={lowest} open />}
      {withWork.length > 0 && (
        <details className="every-step other-months">
          <summary>
            <Trans>The work of the other months</Trans>
          </summary>
          {withWork.filter((month) => month !== lowest).map((month) => <Work key={month.firstDay} of={month} />)}
        </details>
      )}
      {withWork.length === 0 && told.months[0]?.formula && <Formulas of={told.months} />}
    </div>
  );
};

/** How each month came about, where there is no work to show; those that read alike once. */
const Formulas = ({ of: months }: { of: readonly Month[] }) => (
  <ul className="formulas small">
    {[...new Set(months.map(({ formula }) => formula))].map((formula) => (
      <li key={formula}>{formula}</li>
    ))}
  </ul>
);

const Cells = ({ of: cells }: { of: readonly Cell[] }) =>
  cells.map(({ head, value }) => (
    <td key={head} className="number" data-head={head}>
      {value}
    </td>
  ));

const Work = ({ of: month, open = false }: { of: Month; open?: boolean }) => (
  <details className="work sheet" open={open}>
    <summary>
      <Trans>
        {month.title}: <b>{month.outcome?.value ?? "–"}</b> points
      </Trans>
      {open && (
        <span className="soft">
          {" "}
          <Trans>the lowest month</Trans>
        </span>
      )}
    </summary>
    <table className="items">
      <thead>
        <tr>
          {month.work[0]?.cells.map(({ head }) => <NumberHead key={head}>{head}</NumberHead>)}
        </tr>
      </thead>
      <tbody>
        {month.work.map(({ title, cells }) => (
          <Fragment key={title}>
            <tr className="item">
              <th scope="rowgroup" colSpan={cells.length}>
                {title}
              </th>
            </tr>
            <tr>
              <Cells of={cells} />
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
    <p className="small">{month.formula}</p>
  </details>
);

const lowestOf = (months: readonly Month[]): Month | undefined =>
  months.toSorted((one, other) => Number(one.outcome?.number ?? 0) - Number(other.outcome?.number ?? 0))[0];
