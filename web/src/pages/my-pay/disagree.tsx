import { Trans } from "@lingui/react/macro";
import { Law } from "../../components/law";

/** What to do when something is wrong: as far as the decree says it. */
export const Disagree = () => (
  <section className="sheet">
    <h2>
      <Trans>You do not agree?</Trans>
    </h2>
    <p className="small">
      <Trans>
        Say which step is wrong and why, in writing, to the authority that decided your class. It has to answer within 7
        working days of receiving it.
      </Trans>
    </p>
    <p>
      <Law>
        <Trans>Decree 335/2025, article 22</Trans>
      </Law>
    </p>
    <p className="small soft">
      <Trans>The decree sets no last day for it; a rule of your own agency may.</Trans>
    </p>
  </section>
);
