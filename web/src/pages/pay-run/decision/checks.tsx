import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { count } from "../../../components/formats";
import { Hash } from "../../../components/hash";
import { Broken } from "../../../components/states";
import { ReproducedDocument, type ReproducedQuery } from "../../../graphql/generated/graphql";
import { run as ask } from "../../../graphql/run";
import { useFunds, type Funds } from "../amounts/funds";
import { readsLines, type ReadRun } from "../run";

/** What can be checked without trusting whoever made the run. */
export const Checks = ({ run }: { run: ReadRun }) => {
  const funds = useFunds(run);
  const same = run.lines.sums.amount.amount === run.total.amount;
  const [lines, total] = [run.lines.sums.amount.formatted, run.total.formatted];
  return (
    <ul className="checks">
      {readsLines(run) && (
        <Check holds={same}>
          {same ? (
            <Trans>The lines add up to the total, to the dong.</Trans>
          ) : (
            <Trans>
              The lines add up to {lines}, and the run says {total}.
            </Trans>
          )}
        </Check>
      )}
      {funds && <FundCheck run={run} funds={funds} />}
      {readsLines(run) && <Recomputed run={run} />}
    </ul>
  );
};

const Check = ({ holds, children }: { holds: boolean | undefined; children: ReactNode }) => {
  const { t } = useLingui();
  return (
    <li data-holds={holds}>
      {holds !== undefined && <span className="mark" role="img" aria-label={holds ? t`holds` : t`does not hold`} />}
      <div>{children}</div>
    </li>
  );
};

const TAKEN = new Set(["APPROVED", "CLOSED"]);

const FundCheck = ({ run, funds }: { run: ReadRun; funds: Funds }) => {
  const left = BigInt(funds.left.amount) - (TAKEN.has(run.state) ? 0n : BigInt(run.total.amount));
  const [total, there] = [run.total.formatted, funds.left.formatted];
  if (run.state === "DISCARDED") return null;
  if (left === 0n) {
    return (
      <Check holds>
        <Trans>The funds are shared out whole: nothing is left in them.</Trans>
      </Check>
    );
  }
  return (
    <Check holds={left > 0n}>
      {TAKEN.has(run.state) ? (
        <Trans>In the funds {there} are left.</Trans>
      ) : (
        <Trans>
          In the funds there are {there}, of which this run takes {total}.
        </Trans>
      )}
    </Check>
  );
};

const Recomputed = ({ run }: { run: ReadRun }) => {
  const { i18n } = useLingui();
  const asked = useQuery({
    queryKey: ["reproduced", run.id, i18n.locale],
    queryFn: ({ signal }) => ask(ReproducedDocument, { id: run.id }, { signal }),
    enabled: false,
    staleTime: Infinity,
  });
  const found = asked.data?.reproduction;
  return (
    <Check holds={found?.sameValues}>
      <div role="status">{found && <Found found={found} />}</div>
      {asked.error && <Broken inset error={asked.error} reset={() => void asked.refetch()} busy={asked.isFetching} />}
      {!found && !asked.error && (
        <Button variant="default" size="sm" loading={asked.isFetching} onClick={() => void asked.refetch()}>
          <Trans>Compute it again and compare</Trans>
        </Button>
      )}
    </Check>
  );
};

const Found = ({ found }: { found: NonNullable<ReproducedQuery["reproduction"]> }) => {
  const [same, lines] = [count(found.same), count(found.lines)];
  return (
    <>
      <Trans>
        Computed again from the kept inputs: {same} of {lines} lines are the same.
      </Trans>{" "}
      <Hash of={found.recomputedRoot} />
      {found.firstDifference && <p className="small">{found.firstDifference}</p>}
      {!found.sameRules && (
        <p className="soft small">
          <Trans>The rules in force have changed since; the run keeps its own.</Trans> {found.otherRules.join(", ")}
        </p>
      )}
    </>
  );
};
