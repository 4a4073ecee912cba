import { Trans, useLingui } from "@lingui/react/macro";
import { Deed } from "../../../components/deed";
import { moment } from "../../../components/formats";
import { Said } from "../../../components/said";
import { acts, may, type Run } from "../run";

/** Who did what so far, with what they said; and who now decides. Four eyes are to be seen. */
export const Offices = ({ run, name }: { run: Run; name: string }) => {
  const { t } = useLingui();
  return (
    <ol className="offices" aria-label={t`Who decided what`}>
      {run.decisions.map((each) => (
        <Decided key={each.at} decision={each} />
      ))}
      <You run={run} name={name} />
    </ol>
  );
};

export const Decided = ({ decision: { kind, office, at, reason } }: { decision: Run["decisions"][number] }) => (
  <li>
    <strong>{office ?? <Trans>an office that is no more</Trans>}</strong>
    <span className="soft small">
      <Deed kind={kind} />, <time dateTime={at}>{moment(at)}</time>
    </span>
    <Meaning kind={kind} />
    {reason && kind !== "PAY_RUN_COMPUTED" && <q className="small">{reason}</q>}
  </li>
);

/** What whoever did it stands for: our words, not theirs. */
const Meaning = ({ kind }: { kind: string }) => {
  const says = {
    PAY_RUN_COMPUTED: <Trans>Making it means: computed from the kept results, scores and grades. Whoever made it cannot approve it.</Trans>,
    PAY_RUN_REVIEWED: <Trans>The review means: the lines were looked at, and nobody in it is paid twice.</Trans>,
    PAY_RUN_APPROVED: <Trans>The approval means: it may be paid; the funds suffice.</Trans>,
  }[kind];
  return says && <span className="soft small">{says}</span>;
};

const You = ({ run, name }: { run: Run; name: string }) => {
  const { on } = acts(run);
  if (!on.length) return null;
  return (
    <li className="you">
      <strong>
        <Trans>
          <Said of={name} />, that is you
        </Trans>
      </strong>
      <span className="soft small">
        {on.some((act) => may(run, act).allowed) ? <Trans>may decide now</Trans> : <Trans>may not decide now</Trans>}
      </span>
    </li>
  );
};
