import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import type { ReactNode } from "react";

/** A line of the demo, as it explains itself. */
export const Example = () => {
  const vi = useLingui().i18n.locale === "vi";
  const number = (vietnamese: string, english: string) => (vi ? vietnamese : english);
  return (
    <figure className="sheet line">
      <table>
        <caption>
          <Trans>A line of pay is its own explanation</Trans>
        </caption>
        <tbody>
          <Row what={<Trans>Score of the year</Trans>} rests={<Trans>Decree 335/2025, article 17</Trans>}>
            {number("91,99", "91.99")}
          </Row>
          <Row what={<Trans>Class, within both quotas</Trans>} rests={<Trans>Decree 335/2025, article 20</Trans>}>
            <Trans>excellent</Trans>
          </Row>
          <Row what={<Trans>Coefficient of the class</Trans>} rests={<Trans>the unit’s regulation</Trans>}>
            {number("1,00", "1.00")}
          </Row>
          <Row what={<Trans>Months worked</Trans>} rests={<Trans>choice: months in twelfths</Trans>}>
            12
          </Row>
          <Row what={<Trans>Fund of the unit</Trans>} rests={<Trans>Decree 161/2026, article 4</Trans>}>
            {number("1.162.812.890 ₫", "₫1,162,812,890")}
          </Row>
        </tbody>
        <tfoot>
          <Row what={<Trans>Bonus</Trans>} rests={<Trans>choice: largest remainders</Trans>}>
            {number("11.397.333 ₫", "₫11,397,333")}
          </Row>
        </tfoot>
      </table>
      <figcaption className="small soft">
        <Trans>From the demo. Each step names its text of law, or says that it is a choice.</Trans>
      </figcaption>
    </figure>
  );
};

const Row = ({ what, rests, children }: { what: ReactNode; rests: ReactNode; children: ReactNode }) => (
  <tr>
    <th scope="row">
      {what}
      <small>{rests}</small>
    </th>
    <td className="number">{children}</td>
  </tr>
);
