import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asked } from "../../../graphql/asked";
import { PayRunToDecideDocument } from "../../../graphql/generated/graphql";
import { MovedOn, Sentence } from "../../../components/states";
import { draftOf, useDraft } from "../../../session/draft";
import { Checks } from "./checks";
import { type Decided } from "./decide";
import { DecisionForm } from "./form";
import { Decided as Line, Offices } from "./offices";
import { acts, may, type Act, type ReadRun, type Reread, type Run } from "../run";
import { SameOffice } from "./same-office";
import { Stale } from "./stale";
import { ActName, Done } from "../words";

type Reader = { id: string; name: string };
type Props = { run: ReadRun; reader: Reader; reread: Reread };

/** The side of the page on which is decided: what was checked, who acted, and what the reader may do. */
export const Deciding = ({ run, reader, reread }: Props) => {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(() => asSeen(run));
  const [done, setDone] = useState<Act | null>(null);
  const [unknown, setUnknown] = useState(false);
  const decided = (act: Act, { run: changed }: Decided) => {
    if (changed) {
      const { queryKey } = asked(PayRunToDecideDocument, { id: run.id });
      queries.setQueryData(queryKey, (old) => old && { ...old, node: { ...run, ...changed } });
      setSeen(asSeen(changed));
    }
    setDone(act);
    setUnknown(false);
    void queries.invalidateQueries();
  };
  const moved = run.version !== seen.version;
  const reason = useDraft(place(run, reader.id));
  const typed = moved ? draftOf(`${run.id} ${reader.id} ${seen.acts}`) : "";
  return (
    <section className="sheet deciding" aria-labelledby="deciding">
      <h2 id="deciding">
        <Trans>Decision</Trans>
      </h2>
      {done && !moved && <Told act={done} />}
      {moved && <Moved run={run} since={seen.decisions} typed={typed} unknown={unknown} />}
      <SameOffice run={run} />
      <Stale run={run} />
      <Checks run={run} />
      <Offices run={run} name={reader.name} />
      <Choices reader={reader.id} form={{ run, decided, lost: () => setUnknown(true), reread, reason }} />
    </section>
  );
};

/** The state that the reader decides on; what was done since is told. */
const asSeen = (run: Run) => ({ version: run.version, decisions: run.decisions.length, acts: acts(run).on.join() });

/** A reason belongs to what it was typed for: what comes next begins empty. */
const place = (run: Run, reader: string): string => `${run.id} ${reader} ${acts(run).on.join()}`;

const Told = ({ act }: { act: Act }) => {
  const at = useRef<HTMLParagraphElement>(null);
  useEffect(() => at.current?.focus(), [act]); // the button that had it is gone
  return (
    <p className="told" role="status" tabIndex={-1} ref={at}>
      <Done act={act} />
    </p>
  );
};

type MovedProps = { run: ReadRun; since: number; typed: string; unknown: boolean };

const Moved = ({ run, since, typed, unknown }: MovedProps) => (
  <MovedOn title={<Trans>The run has just changed</Trans>} typed={typed} unknown={unknown}>
    <ol className="offices">
      {run.decisions.slice(since).map((each) => (
        <Line key={each.at} decision={each} />
      ))}
    </ol>
  </MovedOn>
);

type Form = Omit<Parameters<typeof DecisionForm>[0], "acts">;

const Choices = ({ form, reader }: { form: Form; reader: string }) => {
  const { on, back } = acts(form.run);
  const open = back.filter((act) => may(form.run, act).allowed);
  return (
    <>
      {on.length > 0 && <DecisionForm key={on.join()} acts={on} {...form} />}
      {open.map((act) => (
        <details key={act}>
          <summary>
            <ActName act={act} total={form.run.total.formatted} />
          </summary>
          <WayBack act={act} form={form} reader={reader} />
        </details>
      ))}
      {back.filter((act) => !open.includes(act)).map((act) => <WhyNot key={act} act={act} run={form.run} />)}
    </>
  );
};

const WayBack = ({ act, form, reader }: { act: Act; form: Form; reader: string }) => {
  const reason = useDraft(`${form.run.id} ${reader} ${act}`);
  return <DecisionForm {...form} acts={[act]} reason={reason} />;
};

const WhyNot = ({ act, run }: { act: Act; run: ReadRun }) => (
  <p className="soft small">
    <ActName act={act} total={run.total.formatted} />: <Sentence>{may(run, act).reason}</Sentence>
  </p>
);
