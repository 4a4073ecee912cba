import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Said } from "../../components/said";
import type { PayLine } from "./line";
import type { Employee } from "./page";

/** Whoever moved has a line in each unit: of the same kind and period there is another one. */
export const Twin = ({ of: line, mine }: { of: PayLine; mine: Employee["payLines"]["nodes"] }) => {
  const own = mine.find(({ id }) => id === line.id)?.paidFor;
  const others = mine.filter(
    ({ id, paidFor }) =>
      own && paidFor && id !== line.id && paidFor.kind === own.kind && paidFor.periodStart === own.periodStart,
  );
  return others.map((other) => (
    <p key={other.id} className="twin small">
      <Trans>
        For the same period another line pays you {other.amount.formatted}, from the fund of{" "}
        <Said of={other.unit.name} />.
      </Trans>{" "}
      <Link to="/tien-cua-toi/$line" params={{ line: other.id }}>
        <Trans>Read it</Trans>
      </Link>
    </p>
  ));
};
