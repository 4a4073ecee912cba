import { Trans } from "@lingui/react/macro";
import { count } from "../../components/formats";
import { Klass } from "../../components/klass";
import { Sums, type Column } from "../../components/sums";
import type { Lines } from "./run";

type Row = Lines["byClass"]["nodes"][number];

const LAST = 99;

/** What the lines come to by class, the best first; what is no class at the end. */
export const Classes = ({ lines: { sums, byClass } }: { lines: Lines }) => {
  const rows = byClass.nodes.toSorted((one, other) => (one.class.rank ?? LAST) - (other.class.rank ?? LAST));
  const twice = sums.lines !== sums.people;
  const lines: Column<Row> = { head: <Trans>Lines</Trans>, of: (row) => count(row.lines), all: count(sums.lines) };
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">
        <Trans>By class</Trans>
      </h2>
      <Sums
        rows={rows}
        id={(row) => row.class.code}
        head={<Trans>Class</Trans>}
        name={(row) => <Klass of={row.class} />}
        all={<Trans>All lines</Trans>}
        columns={[
          ...(twice ? [lines] : []),
          { head: <Trans>People</Trans>, of: (row) => count(row.people), all: count(sums.people) },
          { head: <Trans>Together</Trans>, of: (row) => row.amount.formatted, all: sums.amount.formatted },
        ]}
      />
      {twice && (
        <p className="soft small">
          <Trans>There are more lines than people: somebody who served in two units has a line in each.</Trans>
        </p>
      )}
    </section>
  );
};
