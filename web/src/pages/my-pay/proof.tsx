import { Trans } from "@lingui/react/macro";
import { i18n } from "../../shell/language";
import type { PayLine } from "./line";

/** What proves the line: its hash, the hash of the run that holds it, and who decided. */
export const Proof = ({ of: line }: { of: PayLine }) => {
  const run = line.payRun;
  return (
    <section className="sheet proof">
      <h2>
        <Trans>Is it true?</Trans>
      </h2>
      <p className="small">
        <Trans>The line was computed from kept inputs, and its hash covers them, the rules and every step:</Trans>
      </p>
      <p>
        <Hash of={line.leaf} />
      </p>
      {run && (
        <>
          <p className="small">
            <Trans>It lies under the hash of the whole run of {i18n.number(run.people)} people, which the trail keeps:</Trans>
          </p>
          <p>
            <Hash of={run.linesRoot} />
          </p>
          <dl className="small">
            <dt>
              <Trans>Made by</Trans>
            </dt>
            <dd>{run.madeByOffice ?? "–"}</dd>
            <dt>
              <Trans>Approved by</Trans>
            </dt>
            <dd>
              {run.approvedByOffice ?? "–"}
              {run.approvedAt && <span className="soft"> · {when(run.approvedAt)}</span>}
            </dd>
          </dl>
          <p className="small soft">
            <Trans>Whoever makes a run cannot approve it.</Trans>
          </p>
        </>
      )}
    </section>
  );
};

const ENDS = 8;

/** A hash, its middle left out; the whole of it for whoever copies or hears it. */
const Hash = ({ of }: { of: string }) => (
  <code title={of}>
    {of.slice(0, ENDS)}…{of.slice(-ENDS)}
  </code>
);

const when = (moment: string): string => i18n.date(moment, { dateStyle: "short", timeStyle: "short" });
