import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { count, moment } from "../../../components/formats";
import { Hash } from "../../../components/hash";
import type { PayLine } from "../line";
import { Again } from "./again";
import { leads } from "./path";

/** What proves the line: its hash, the hash of the run that holds it, and who decided. */
export const Proof = ({ of: line }: { of: PayLine }) => {
  const run = line.payRun;
  return (
    <section className="sheet proof">
      <h2>
        <Trans>Is it true?</Trans>
      </h2>
      <p className="small">
        <Trans>
          The line was computed from kept inputs. Its check code (hash) is computed from these, the rules and every
          step; were one number another, so were the code:
        </Trans>
      </p>
      <p>
        <Hash of={line.leaf} />
      </p>
      {line.proof && <Checked of={line.proof} />}
      {run && (
        <>
          <p className="small">
            <Trans>
              The codes of all lines give the code of the whole run of {count(run.people)} people, which the trail
              keeps:
            </Trans>
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
              {run.approvedAt && <span className="soft"><Trans>, on {moment(run.approvedAt)}</Trans></span>}
            </dd>
          </dl>
          <p className="small soft">
            <Trans>Whoever makes a run cannot approve it.</Trans>
          </p>
        </>
      )}
      <Again id={line.id} />
    </section>
  );
};

/** What this browser found when it followed the path, and how far the decision is sealed. */
const Checked = ({ of: proof }: { of: NonNullable<PayLine["proof"]> }) => {
  const { data: led } = useQuery({
    queryKey: ["path of a line", proof.leaf, proof.root],
    queryFn: () => leads(proof),
    staleTime: Infinity,
  });
  return (
    <div role="status" className="small">
      {led === true && (
        <p>
          <Trans>
            <b>Checked in this browser:</b> the code of your line leads to the code of the run, as one of {count(proof.size)} lines.
          </Trans>
        </p>
      )}
      {led === false && (
        <p className="broken-path">
          <Trans>
            <b>This line does not lead to the code of its run.</b> Tell the office that approved
            it, and the auditor.
          </Trans>
        </p>
      )}
      {led === null && (
        <p>
          <Trans>Not checked in this browser: it computes check codes only on a secure address (https).</Trans>
        </p>
      )}
      {proof.decision && <Seal of={proof} />}
    </div>
  );
};

const Seal = ({ of: { sealNumber, sealedAt } }: { of: NonNullable<PayLine["proof"]> }) => (
  <p>
    {sealNumber && sealedAt ? (
      <Trans>
        The decision on the run is sealed: seal number {sealNumber}, at {moment(sealedAt)} by the clock of the server.
      </Trans>
    ) : (
      <Trans>The decision on the run still waits for its seal.</Trans>
    )}
  </p>
);
