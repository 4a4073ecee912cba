import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Employee } from "./page";

/** The other lines, the newest first. */
export const OtherLines = ({ of }: { of: Employee["payLines"]["nodes"] }) =>
  of.length > 0 && (
    <section className="other-lines not-on-paper">
      <h2>
        <Trans>Other payments</Trans>
      </h2>
      <ul>
        {of.map((line) => (
          <li key={line.id}>
            <Link to="/tien-cua-toi/$line" params={{ line: line.id }}>
              {line.paidFor?.title ?? line.id}
            </Link>
            <span className="number">{line.amount.formatted}</span>
          </li>
        ))}
      </ul>
    </section>
  );
