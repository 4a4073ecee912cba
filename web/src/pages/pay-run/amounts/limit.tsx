import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Law } from "../../../components/law";
import type { UnitRow } from "./units";
import { first, Ground } from "./shares";

/** Where the money comes from, what the law lets be paid of it, and what was claimed. */
export const Limit = ({ rows }: { rows: UnitRow[] }) => {
  const [row, ...others] = rows.filter(({ limit }) => limit);
  if (!row?.limit) return null;
  const { limit } = row;
  return (
    <div className="limit">
      <p className="small">
        {limit.says}. <Ground of={limit} />
      </p>
      <ul className="small">
        {limit.parameters.map(({ name, says, value, source, href }) => (
          <li key={name}>
            {says} <strong>{value?.formatted}</strong> <Law href={href}>{source}</Law>
          </li>
        ))}
      </ul>
      {!others.length && <Sums row={row} />}
    </div>
  );
};

const Sums = ({ row: { limit, claims, amount } }: { row: UnitRow }) => {
  const [most, claimed] = [first(limit), first(claims)];
  const whole = most?.number === amount.amount;
  const cut = most?.number && claimed?.number && BigInt(claimed.number) > BigInt(most.number);
  return (
    <>
    <dl>
      {claimed && <Line name={<Trans>Claimed</Trans>} value={claimed.formatted} />}
      <Line name={<Trans>At most</Trans>} value={most?.formatted} />
      <Line name={<Trans>Paid by this run</Trans>} value={amount.formatted} />
      {whole && <Line name={<Trans>Left</Trans>} value={<Trans>nothing: the limit is used whole</Trans>} />}
    </dl>
    {cut && (
      <p className="small">
        <Trans>More is claimed than may be paid: every claim is cut in the same proportion.</Trans>
      </p>
    )}
    </>
  );
};

const Line = ({ name, value }: { name: ReactNode; value: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
