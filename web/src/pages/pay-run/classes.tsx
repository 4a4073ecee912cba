import { Trans } from "@lingui/react/macro";
import { count } from "../../components/formats";
import { Head, NumberHead } from "../../components/heads";
import { Klass } from "../../components/klass";
import type { Lines } from "./run";

const LAST = 99;

/** What the lines come to by class, the best first; what is no class at the end. */
export const Classes = ({ lines: { sums, byClass } }: { lines: Lines }) => {
  const rows = byClass.nodes.toSorted((one, other) => (one.class.rank ?? LAST) - (other.class.rank ?? LAST));
  const twice = sums.lines !== sums.people;
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">
        <Trans>By class</Trans>
      </h2>
      <table>
        <thead>
          <tr>
            <Head>
              <Trans>Class</Trans>
            </Head>
            {twice && (
              <NumberHead>
                <Trans>Lines</Trans>
              </NumberHead>
            )}
            <NumberHead>
              <Trans>People</Trans>
            </NumberHead>
            <NumberHead>
              <Trans>Together</Trans>
            </NumberHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.class.code}>
              <th scope="row">
                <Klass of={row.class} />
              </th>
              {twice && <td className="number">{count(row.lines)}</td>}
              <td className="number">{count(row.people)}</td>
              <td className="number">{row.amount.formatted}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <Trans>All lines</Trans>
            </th>
            {twice && <td className="number">{count(sums.lines)}</td>}
            <td className="number">{count(sums.people)}</td>
            <td className="number">{sums.amount.formatted}</td>
          </tr>
        </tfoot>
      </table>
      {twice && (
        <p className="soft small">
          <Trans>There are more lines than people: somebody who served in two units has a line in each.</Trans>
        </p>
      )}
    </section>
  );
};
