import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Act, Run } from "./run";

/** What an act is called on its button: the amount that it is about stands there. */
export const ActName = ({ act, total }: { act: Act; total: string }): ReactNode =>
  ({
    review: <Trans>Reviewed: hand it on for approval</Trans>,
    approve: <Trans>Approve {total}</Trans>,
    close: <Trans>Close {total}</Trans>,
    discard: <Trans>Set this run aside</Trans>,
    askWithdrawal: <Trans>Ask for the withdrawal of the approval</Trans>,
    withdraw: <Trans>Withdraw the approval of {total}</Trans>,
    keep: <Trans>Let the approval stand</Trans>,
  })[act];

/** What an act brings about, and what is then still possible. */
export const Consequence = ({ act, people }: { act: Act; people: number }): ReactNode =>
  ({
    review: <Trans>Then somebody else than who made it can approve it. Nobody in it sees a line before.</Trans>,
    approve: (
      <Plural
        value={people}
        one="Then # person sees the own line. Until it is closed, two people together can withdraw the approval."
        other="Then # people see their lines. Until it is closed, two people together can withdraw the approval."
      />
    ),
    close: <Trans>Then neither this run nor what it paid from ever changes again.</Trans>,
    discard: <Trans>Its lines stay to be read and pay nobody. It cannot be taken up again: make another run.</Trans>,
    askWithdrawal: <Trans>The run stays approved and cannot be closed until somebody else decides.</Trans>,
    withdraw: <Trans>Then it pays nobody, what it took is given back, and it is to be reviewed again.</Trans>,
    keep: <Trans>Then the question is settled, and the run can be closed.</Trans>,
  })[act];

/** What nobody can undo once it is done. */
export const Lost = ({ act, total }: { act: Act; total: string }): ReactNode =>
  act === "close" ? (
    <>
      <li>
        <Trans>The approval of {total} can no longer be withdrawn, by anybody.</Trans>
      </li>
      <li>
        <Trans>Results, scores and grades that it paid from can no longer be changed.</Trans>
      </li>
      <li>
        <Trans>What its funds have left stays as it is.</Trans>
      </li>
    </>
  ) : (
    <>
      <li>
        <Trans>This run cannot be taken up again: whoever wants it makes another one.</Trans>
      </li>
      <li>
        <Trans>Whoever made and reviewed it has to do that anew.</Trans>
      </li>
    </>
  );

/** What is told once it is done. */
export const Done = ({ act }: { act: Act }): ReactNode =>
  ({
    review: <Trans>Reviewed. It waits for its approval.</Trans>,
    approve: <Trans>Approved. It can now be closed.</Trans>,
    close: <Trans>Closed. It changes no more.</Trans>,
    discard: <Trans>Set aside. It pays nobody.</Trans>,
    askWithdrawal: <Trans>Asked. Somebody else with the right to approve decides.</Trans>,
    withdraw: <Trans>Withdrawn. The run pays nobody.</Trans>,
    keep: <Trans>The approval stands.</Trans>,
  })[act];

/** Where a run is, in one word. */
export const StateName = ({ run }: { run: Run }): ReactNode =>
  run.withdrawalAskedAt ? (
    <Trans>withdrawal asked for</Trans>
  ) : (
    {
      COMPUTING: <Trans>being computed</Trans>,
      COMPUTED: <Trans>waits for its review</Trans>,
      REVIEWED: <Trans>waits for its approval</Trans>,
      APPROVED: <Trans>approved</Trans>,
      CLOSED: <Trans>closed</Trans>,
      DISCARDED: <Trans>set aside</Trans>,
    }[run.state]
  );
