import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Broken, Waiting } from "../../../components/states";
import { ClassesOfRulesDocument } from "../../../graphql/generated/graphql";
import { run as ask } from "../../../graphql/run";
import { ByClass } from "./classes";
import type { ReadRun } from "../run";

/** Where a run follows several regulations: the coefficients of each, read when it is opened. */
export const ByRules = ({ run }: { run: ReadRun }) =>
  run.rules.totalCount > 1 && (
    <div className="by-rules">
      <h3>
        <Trans>Coefficients of each regulation</Trans>
      </h3>
      {run.rules.nodes.map(({ number, regulation }) => (
        <Opened key={number} id={run.id} number={number} title={regulation.title} />
      ))}
    </div>
  );

const Opened = ({ title, ...of }: { id: string; number: number; title: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <OfRules {...of} />}
    </details>
  );
};

const OfRules = ({ id, number }: { id: string; number: number }) => {
  const read = useQuery({
    queryKey: ["classes of rules", id, number],
    queryFn: ({ signal }) => ask(ClassesOfRulesDocument, { id, rules: [number] }, { signal }),
  });
  const lines = read.data?.node && "lines" in read.data.node ? read.data.node.lines : null;
  if (read.error) return <Broken inset goesOn error={read.error} reset={() => void read.refetch()} />;
  return lines ? <ByClass sums={lines.sums} rows={lines.byClass.nodes} /> : <Waiting />;
};
