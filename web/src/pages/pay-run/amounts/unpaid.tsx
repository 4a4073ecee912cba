import { Plural, Trans } from "@lingui/react/macro";
import { Klass } from "../../../components/klass";
import type { Row } from "./classes";
import { first } from "./shares";

/** Who gets nothing, how many, and why. */
export const Unpaid = ({ rows }: { rows: Row[] }) => {
  const without = rows.filter(({ unpaid }) => unpaid > 0);
  if (!without.length) return null;
  return (
    <div className="unpaid">
      <h3>
        <Trans>Who gets 0 ₫, and why</Trans>
      </h3>
      <ul>
        {without.map((row) => (
          <li key={row.class.code}>
            <Klass of={row.class} />: <Plural value={row.unpaid} one="# line" other="# lines" />. <Why row={row} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const Why = ({ row: { countedBy, class: of } }: { row: Row }) => {
  const share = first(countedBy);
  if (of.code === "elsewhere") return <Trans>Another unit classifies and pays them.</Trans>;
  if (!share) return <Trans>The coefficient of each regulation is below.</Trans>;
  if (share.number === "0") {
    const coefficient = share.formatted;
    return <Trans>The coefficient of this class is {coefficient} by the text above.</Trans>;
  }
  return <Trans>The class is paid: the steps of each of these lines say why it is not.</Trans>;
};
