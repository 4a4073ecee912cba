// A run as the page reads it, and what may be done with it in its state.
import type { PayRunToDecideQuery, RunPartsFragment } from "../../graphql/generated/graphql";

export type Run = RunPartsFragment;
export type ReadRun = Exclude<NonNullable<PayRunToDecideQuery["node"]>, Record<PropertyKey, never>>;
export type Lines = ReadRun["lines"];
export type May = Run["viewerCanApprove"];

export type Act = "review" | "approve" | "close" | "discard" | "askWithdrawal" | "withdraw" | "keep";

/** Ask for a run anew; whether it was answered. */
export type Reread = () => Promise<{ isSuccess: boolean }>;

/** Whether there is one: an id of something else is answered with nothing of a run. */
export const isRun = (node: PayRunToDecideQuery["node"]): node is ReadRun => Boolean(node && "version" in node);

/** What the server says of each act for this reader. */
export const may = (run: Run, act: Act): May =>
  ({
    review: run.viewerCanReview,
    approve: run.viewerCanApprove,
    close: run.viewerCanClose,
    discard: run.viewerCanDiscard,
    askWithdrawal: run.viewerCanAskWithdrawal,
    withdraw: run.viewerCanWithdrawApproval,
    keep: run.viewerCanKeepApproval,
  })[act];

/** What leads on from where a run is, and what leads back. */
export function acts(run: Run): { on: Act[]; back: Act[] } {
  if (run.state === "COMPUTED") return { on: ["review"], back: ["discard"] };
  if (run.state === "REVIEWED") return { on: ["approve"], back: ["discard"] };
  if (run.state !== "APPROVED") return { on: [], back: [] };
  return run.withdrawalAskedAt ? { on: ["withdraw", "keep"], back: [] } : { on: ["close"], back: ["askWithdrawal"] };
}

/** The service asks for no reason of it: it commits nobody. */
export const needsReason = (act: Act): boolean => act !== "review";

/** No way leads back from these: they are asked twice. */
export const isFinal = (act: Act): boolean => act === "close" || act === "discard";

/** Who reads the lines of a run is told of its decisions; there is at least its making. */
export const readsLines = (run: Run): boolean => run.decisions.length > 0;
