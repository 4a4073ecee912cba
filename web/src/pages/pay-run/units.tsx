import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { count } from "../../components/formats";
import { Head, NumberHead } from "../../components/heads";
import { Broken, Waiting } from "../../components/states";
import { UnitsOfRunDocument, type UnitsOfRunQuery } from "../../graphql/generated/graphql";
import { run as ask } from "../../graphql/run";
import { useFunds } from "./funds";
import type { ReadRun } from "./run";

/** What the lines come to by unit, the largest first, beside the fund of each where the run shares out funds. */
export const Units = ({ run }: { run: ReadRun }) => {
  const funds = run.kind === "BONUS";
  const read = useInfiniteQuery({
    queryKey: ["units of pay-run", run.id, run.version],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask(UnitsOfRunDocument, { id: run.id, after: pageParam, year: run.year, funds }, { signal }),
    getNextPageParam: (page) => {
      const info = lists(page)?.pageInfo;
      return info?.hasNextPage ? info.endCursor : null;
    },
  });
  if (read.error && !read.data) return <Broken error={read.error} reset={() => void read.refetch()} />;
  if (!read.data) return <Waiting />;
  const rows = read.data.pages.flatMap((page) => lists(page)?.nodes ?? []);
  const all = lists(read.data.pages[0])?.totalCount ?? 0;
  if (!funds && all === 1) return null;
  return (
    <section aria-labelledby="units">
      <h2 id="units">{funds ? <Trans>Funds and units</Trans> : <Trans>By unit</Trans>}</h2>
      <Table rows={rows} run={run} funds={funds} />
      {read.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          <Trans>
            Show more: {count(rows.length)} of {count(all)} units
          </Trans>
        </Button>
      )}
    </section>
  );
};

type Row = NonNullable<ReturnType<typeof lists>>["nodes"][number];

const lists = (page: UnitsOfRunQuery | undefined) => (page?.node && "lines" in page.node ? page.node.lines.byUnit : undefined);

const Table = ({ rows, run, funds }: { rows: Row[]; run: ReadRun; funds: boolean }) => {
  const all = useFunds(run);
  return (
    <table>
      <thead>
        <tr>
          <Head>
            <Trans>Unit</Trans>
          </Head>
          <NumberHead>
            <Trans>People</Trans>
          </NumberHead>
          <NumberHead>
            <Trans>Together</Trans>
          </NumberHead>
          {funds && (
            <>
              <NumberHead wide>
                <Trans>Its fund</Trans>
              </NumberHead>
              <NumberHead>
                <Trans>Left in it now</Trans>
              </NumberHead>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unit.id}>
            <th scope="row">{row.unit.name}</th>
            <td className="number">{count(row.people)}</td>
            <td className="number">{row.amount.formatted}</td>
            {funds && (
              <>
                <td className="number wide">{row.unit.bonusFunds?.nodes[0]?.amount.formatted ?? "·"}</td>
                <td className="number">{row.unit.bonusFunds?.nodes[0]?.left.formatted ?? "·"}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            <Trans>All units</Trans>
          </th>
          <td className="number">{count(run.lines.sums.people)}</td>
          <td className="number">{run.lines.sums.amount.formatted}</td>
          {funds && (
            <>
              <td className="number wide">{all?.amount.formatted ?? "·"}</td>
              <td className="number">{all?.left.formatted ?? "·"}</td>
            </>
          )}
        </tr>
      </tfoot>
    </table>
  );
};
