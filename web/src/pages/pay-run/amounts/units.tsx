import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { count } from "../../../components/formats";
import { Broken, Waiting } from "../../../components/states";
import { Sums, type Column } from "../../../components/tables/sums";
import { UnitsOfRunDocument, type UnitsOfRunQuery } from "../../../graphql/generated/graphql";
import { run as ask } from "../../../graphql/run";
import { useFunds } from "./funds";
import { Limit } from "./limit";
import type { ReadRun } from "../run";
import { first } from "./shares";

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
  if (read.error && !read.data) return <Broken inset goesOn error={read.error} reset={() => void read.refetch()} />;
  if (!read.data) return <Waiting />;
  const rows = read.data.pages.flatMap((page) => lists(page)?.nodes ?? []);
  const all = lists(read.data.pages[0])?.totalCount ?? 0;
  const limited = rows.some(({ limit }) => limit);
  if (!funds && !limited && all === 1) return null;
  return (
    <section aria-labelledby="units">
      <h2 id="units">
        {funds ? <Trans>Funds and units</Trans> : limited ? <Trans>Fund and limit</Trans> : <Trans>By unit</Trans>}
      </h2>
      <Limit rows={rows} />
      {(funds || all > 1) && <Table rows={rows} run={run} funds={funds} />}
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

export type UnitRow = NonNullable<ReturnType<typeof lists>>["nodes"][number];

const lists = (page: UnitsOfRunQuery | undefined) => (page?.node && "lines" in page.node ? page.node.lines.byUnit : undefined);

const Table = ({ rows, run, funds }: { rows: UnitRow[]; run: ReadRun; funds: boolean }) => {
  const { sums } = run.lines;
  const all = useFunds(run);
  const fund = ({ unit }: UnitRow) => unit.bonusFunds?.nodes[0];
  const ofFunds: Column<UnitRow>[] = [
    {
      head: <Trans>Its fund</Trans>,
      of: (row) => fund(row)?.amount.formatted ?? "·",
      all: all?.amount.formatted ?? "·",
      wide: true,
    },
    {
      head: <Trans>Left in it now</Trans>,
      of: (row) => fund(row)?.left.formatted ?? "·",
      all: all?.left.formatted ?? "·",
    },
  ];
  const limits: Column<UnitRow>[] = [
    { head: <Trans>Claimed</Trans>, of: (row) => first(row.claims)?.formatted ?? "·", all: "", wide: true },
    { head: <Trans>At most</Trans>, of: (row) => first(row.limit)?.formatted ?? "·", all: "" },
  ];
  return (
    <Sums
      rows={rows}
      id={(row) => row.unit.id}
      head={<Trans>Unit</Trans>}
      name={(row) => row.unit.name}
      all={<Trans>All units</Trans>}
      columns={[
        { head: <Trans>People</Trans>, of: (row) => count(row.people), all: count(sums.people) },
        { head: <Trans>Together</Trans>, of: (row) => row.amount.formatted, all: sums.amount.formatted },
        ...(funds ? ofFunds : rows.some(({ limit }) => limit) ? limits : []),
      ]}
    />
  );
};
