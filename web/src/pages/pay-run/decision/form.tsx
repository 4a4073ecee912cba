import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Textarea } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import type { WhyFragment } from "../../../graphql/generated/graphql";
import type { Draft } from "../../../session/draft";
import { useDecide, type Decided } from "./decide";
import { Barred, NoAnswer, Problems } from "./problems";
import { isFinal, may, needsReason, type Act, type ReadRun, type Reread } from "../run";
import { SecondLook } from "./second-look";
import { ActName, Consequence } from "../words";

const MOVED = "STALE_VERSION";
const LONGEST = 2000;

type Props = {
  acts: Act[];
  run: ReadRun;
  reason: Draft;
  decided: (act: Act, decided: Decided) => void;
  lost: () => void;
  reread: Reread;
};

/** A reason where one is asked for, and a button for each act that the reader may do; for each other one, why not. */
export const DecisionForm = ({ acts, run, reason, decided, lost, reread }: Props) => {
  const open = acts.filter((act) => may(run, act).allowed);
  const [problems, setProblems] = useState<WhyFragment[]>([]);
  const [looked, look] = useState<Act | null>(null);
  const decide = useDecide(run, (answer, { act }) => {
    setProblems(answer.done ? [] : answer.problems);
    look(null);
    if (answer.done) {
      reason.set("");
      decided(act, answer);
    } else if (answer.problems.some(({ code }) => code === MOVED || code.startsWith("PAY_RUN_"))) {
      void reread();
    }
  }, lost);
  const field = useReasonField(reason, problems);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent as SubmitEvent).submitter;
    const act = (pressed?.getAttribute("value") ?? open[0]) as Act;
    if (needsReason(act) && !field.filled()) return;
    if (isFinal(act) && looked !== act) look(act);
    else decide.mutate({ act, reason: reason.text.trim() });
  };
  return (
    <form className="deciding-form" onSubmit={submit} noValidate>
      {looked ? (
        <SecondLook act={looked} run={run} reason={reason.text.trim()} busy={decide.isPending} back={() => look(null)} />
      ) : (
        <>
          {open.some(needsReason) && field.shown}
          {open.map((act, place) => (
            <Act key={act} act={act} run={run} first={place === 0} busy={decide.isPending} />
          ))}
        </>
      )}
      {acts.filter((act) => !open.includes(act)).map((act) => <Barred key={act} act={act} run={run} />)}
      <Problems problems={problems.filter(({ field: of, code }) => of !== "reason" && code !== MOVED)} />
      {decide.error && <NoAnswer error={decide.error} reread={reread} />}
    </form>
  );
};

function useReasonField({ text, set }: Draft, problems: WhyFragment[]) {
  const { t } = useLingui();
  const input = useRef<HTMLTextAreaElement>(null);
  const [empty, setEmpty] = useState(false);
  const refused = problems.find(({ field }) => field === "reason")?.message;
  const filled = () => {
    setEmpty(!text.trim());
    if (!text.trim()) input.current?.focus();
    return Boolean(text.trim());
  };
  const shown = (
    <Textarea
      ref={input}
      label={<Trans>Reason, kept in the trail</Trans>}
      placeholder={t`Such as: funds suffice, three lines looked at`}
      required
      rows={3}
      maxLength={LONGEST}
      value={text}
      error={empty && !text.trim() ? t`Say why: whoever asks later reads it.` : refused}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
  return { shown, filled };
}

const Act = ({ act, run, first, busy }: { act: Act; run: ReadRun; first: boolean; busy: boolean }) => (
  <div className="act">
    <Button type="submit" value={act} variant={first ? "filled" : "default"} disabled={busy} fullWidth>
      <ActName act={act} total={run.total.formatted} />
    </Button>
    <p className="soft small">
      <Consequence act={act} people={run.people} />
    </p>
  </div>
);
