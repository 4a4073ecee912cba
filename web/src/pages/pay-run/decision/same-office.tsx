import { Trans } from "@lingui/react/macro";
import type { Run } from "../run";

/** No second office looked at the lines: whoever approves is the first, and has to know. */
export const SameOffice = ({ run: { madeByOffice, reviewedByOffice, state } }: { run: Run }) => {
  if (!reviewedByOffice || reviewedByOffice !== madeByOffice || state === "DISCARDED") return null;
  return (
    <div className="outdated same-office">
      <h3>
        <Trans>Who made it reviewed it, too</Trans>
      </h3>
      <p className="small">
        <Trans>{reviewedByOffice} made this run and reviewed it: no other office has looked at it before its approval.</Trans>
      </p>
    </div>
  );
};
