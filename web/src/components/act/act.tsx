import { Trans } from "@lingui/react/macro";
import { day } from "../formats";
import { Said } from "../said";

export type Acted = { actNumber: string | null; actDatedOn: string | null; actIssuer: string | null };

/** The act that says so: its number, day and issuer; that there is none of what was loaded at the beginning. */
export const ByAct = ({ of: { actNumber, actDatedOn, actIssuer } }: { of: Acted }) =>
  actNumber ? (
    <Trans>
      by {<Said of={actNumber} />} of {day(actDatedOn ?? "")}, {<Said of={actIssuer ?? ""} />}
    </Trans>
  ) : (
    <Trans>as loaded at the beginning, without an act</Trans>
  );
