// Carrying out a decision on a run: once, however often it is sent.
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import {
  ApproveRunDocument,
  AskWithdrawalOfRunDocument,
  CloseRunDocument,
  DiscardRunDocument,
  KeepApprovalOfRunDocument,
  ReviewRunDocument,
  WithdrawApprovalOfRunDocument,
  type WhyFragment,
} from "../../../graphql/generated/graphql";
import { LostAnswer } from "../../../graphql/faults";
import { run as send } from "../../../graphql/run";
import { needsReason, type Act, type Run } from "../run";

const WITH_REASON = {
  approve: ApproveRunDocument,
  close: CloseRunDocument,
  discard: DiscardRunDocument,
  askWithdrawal: AskWithdrawalOfRunDocument,
  withdraw: WithdrawApprovalOfRunDocument,
  keep: KeepApprovalOfRunDocument,
};
const WITHOUT = { review: ReviewRunDocument };
/** It is done, and only its answer is missing. */
const DONE = new Set(["NOT_VISIBLE", "WITHDRAWN_SINCE", "DONE_UNREAD"]);

export type Decision = { act: Act; reason: string };
export type Decided = { run: Run | null; done: boolean; problems: WhyFragment[] };

/** `mutate({act, reason})`. The same decision sent again, after no answer, has the same key: it happens once. */
export function useDecide(run: Run, onDecided: (decided: Decided, decision: Decision) => void, onLost: () => void) {
  const attempt = useRef({ input: "", key: "" });
  return useMutation<Decided, Error, Decision>({
    mutationFn: async ({ act, reason }) => {
      const input = JSON.stringify([run.id, run.version, act, reason]);
      if (attempt.current.input !== input) attempt.current = { input, key: crypto.randomUUID() };
      const of = { id: run.id, version: run.version, key: attempt.current.key };
      const answer = (await sent(act, of, reason)).done;
      const problems = answer?.problems ?? [];
      return { run: answer?.payRun ?? null, done: problems.every((each) => DONE.has(each.code)), problems };
    },
    onSuccess: onDecided,
    onError: (error) => error instanceof LostAnswer && !error.offline && onLost(),
  });
}

function sent(act: Act, of: { id: string; version: number; key: string }, reason: string) {
  return needsReason(act)
    ? send(WITH_REASON[act as keyof typeof WITH_REASON], { ...of, reason }, { change: true })
    : send(WITHOUT[act as keyof typeof WITHOUT], of, { change: true });
}
