import { Trans } from "@lingui/react/macro";
import { count } from "../../../components/formats";
import { Klass } from "../../../components/klass";
import { Sums, type Column } from "../../../components/tables/sums";
import { ByRules } from "./by-rules";
import type { Lines, ReadRun } from "../run";
import { first, Ground } from "./shares";
import { Unpaid } from "./unpaid";

export type Row = Lines["byClass"]["nodes"][number];
type Shown = { sums: { lines: number; people: number; unpaid: number; amount: { formatted: string } }; rows: Row[] };

/** What the lines come to by class, what each counts and by which text, and why some get nothing. */
export const Classes = ({ run }: { run: ReadRun }) => {
  const { sums, byClass } = run.lines;
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">
        <Trans>By class</Trans>
      </h2>
      <ByClass sums={sums} rows={byClass.nodes} />
      {sums.lines !== sums.people && (
        <p className="soft small">
          <Trans>There are more lines than people: somebody who served in two units has a line in each.</Trans>
        </p>
      )}
      <ByRules run={run} />
    </section>
  );
};

const LAST = 99;

/** The best class first; what is no class at the end. */
export const ByClass = ({ sums, rows }: Shown) => {
  const sorted = rows.toSorted((one, other) => (one.class.rank ?? LAST) - (other.class.rank ?? LAST));
  const [counted] = sorted.flatMap(({ countedBy }) => countedBy ?? []);
  const lines: Column<Row> = { head: <Trans>Lines</Trans>, of: (row) => count(row.lines), all: count(sums.lines) };
  const share: Column<Row> = {
    head: <Trans>Coefficient</Trans>,
    of: (row) => first(row.countedBy)?.formatted ?? "·",
    all: "",
  };
  return (
    <>
      <Sums
        rows={sorted}
        id={(row) => row.class.code}
        head={<Trans>Class</Trans>}
        name={(row) => <Klass of={row.class} />}
        all={<Trans>All lines</Trans>}
        columns={[
          ...(sums.lines === sums.people ? [] : [{ ...lines, wide: true }]),
          { head: <Trans>People</Trans>, of: (row) => count(row.people), all: count(sums.people) },
          ...(counted ? [share] : []),
          { head: <Trans>Together</Trans>, of: (row) => row.amount.formatted, all: sums.amount.formatted },
        ]}
      />
      {counted && (
        <p className="small">
          <Trans>Coefficient</Trans>: {counted.says}. <Ground of={counted} />
        </p>
      )}
      <Unpaid rows={sorted} />
    </>
  );
};
