// The bonus funds that a run shares out, together.
import { useQuery } from "@tanstack/react-query";
import { FundsOfRunDocument, type FundsOfRunQuery } from "../../../graphql/generated/graphql";
import { run as ask } from "../../../graphql/run";
import type { Run } from "../run";

export type Funds = NonNullable<FundsOfRunQuery["bonusFunds"]>["sums"];

/** Of the run's unit and all below it; nothing where the run shares out no funds, or the reader may see none. */
export function useFunds(run: Run): Funds | undefined {
  const read = useQuery({
    queryKey: ["funds of pay-run", run.id, run.version],
    queryFn: ({ signal }) => ask(FundsOfRunDocument, { unit: run.unit.id, year: run.year }, { signal }),
    enabled: run.kind === "BONUS",
  });
  const sums = read.data?.bonusFunds?.sums;
  return sums?.funds ? sums : undefined;
}
