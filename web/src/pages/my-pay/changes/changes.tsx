import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Head, NumberHead } from "../../../components/tables/heads";
import { Said } from "../../../components/said";
import { Answered } from "../../../components/states";
import { asked } from "../../../graphql/asked";
import { MyPayChangesDocument, type MyPayChangesQuery } from "../../../graphql/generated/graphql";
import type { PayLine } from "../line";
import { called, movedParameters, movedSteps, type Moved } from "./compare";
import "./changes.css";

type Read = Extract<NonNullable<MyPayChangesQuery["node"]>, { amount: unknown }>;
type Before = NonNullable<Read["previous"]>;

const isLine = (node: object | null): node is Read => node !== null && "amount" in node;

/** Under the amount: more or less than the last time, or that there was none. */
export const ChangeInShort = ({ of: line }: { of: PayLine }) => {
  const { data } = useQuery(asked(MyPayChangesDocument, { id: line.id }));
  if (!isLine(data?.node ?? null)) return null;
  const { previous, amountChange } = data?.node as Read;
  return (
    <p className="change">
      {previous && amountChange ? (
        <a href="#changes">
          <Trans>
            <b data-less={isLess(amountChange.amount) || undefined}>{signed(amountChange)}</b> against{" "}
            <Said of={previous.paidFor?.title ?? ""} />
          </Trans>
        </a>
      ) : (
        <Trans>This is your first line of this kind: there is none to compare it with.</Trans>
      )}
    </p>
  );
};

/** What changed against the line before: amount, class, score, the law’s numbers, and every step that moved. */
export const Changes = ({ of: line }: { of: PayLine }) => {
  const read = useQuery(asked(MyPayChangesDocument, { id: line.id }));
  return (
    <section className="changes" id="changes">
      <Answered of={read}>
        {({ node }) => isLine(node) && (node.previous ? <Since of={node} before={node.previous} /> : <First />)}
      </Answered>
    </section>
  );
};

const Title = () => (
  <h2>
    <Trans>What changed?</Trans>
  </h2>
);

/** On paper the sentence under the amount is enough. */
const First = () => (
  <div className="not-on-paper">
    <Title />
    <p>
      <Trans>
        Nothing to compare: this is your first line of this kind. From the next one on, this place says what is more,
        what is less, and which number moved.
      </Trans>
    </p>
  </div>
);

const Since = ({ of: line, before }: { of: Read; before: Before }) => {
  const steps = movedSteps(before, line);
  return (
    <>
      <Title />
      <p className="small soft">
        <Trans>
          Against <Said of={before.paidFor?.title ?? ""} />.
        </Trans>
      </p>
      <table>
        <thead>
          <tr>
            <Head>
              <Trans>What</Trans>
            </Head>
            <NumberHead>
              <Trans>Then</Trans>
            </NumberHead>
            <NumberHead>
              <Trans>Now</Trans>
            </NumberHead>
          </tr>
        </thead>
        <tbody>
          <Row what={<Trans>Class</Trans>} before={before.class.label} after={line.class.label} />
          {(before.assessment?.score || line.assessment?.score) && (
            <Row
              what={<Trans>Score</Trans>}
              before={before.assessment?.score?.formatted}
              after={line.assessment?.score?.formatted}
            />
          )}
          {movedParameters(before, line).map((one) => (
            <MovedRow key={one.key} of={one} />
          ))}
        </tbody>
        <tfoot>
          <Row what={<Trans>Amount</Trans>} before={before.amount.formatted} after={line.amount.formatted} />
        </tfoot>
      </table>
      {steps.length > 0 && (
        <details className="every-step">
          <summary>
            <Trans>Every step that moved: {steps.length}</Trans>
          </summary>
          <table>
            <tbody>
              {steps.map((one) => (
                <MovedRow key={one.key} of={one} />
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
};

const MovedRow = ({ of: { says, before, after } }: { of: Moved }) => (
  <Row what={called(says)} before={before} after={after} />
);

type RowProps = { what: ReactNode; before: string | undefined; after: string | undefined };

const Row = ({ what, before, after }: RowProps) => (
  <tr>
    <td>{what}</td>
    <td className="number">{before || "–"}</td>
    <td className="number">{before === after ? <span className="soft"><Trans>unchanged</Trans></span> : after || "–"}</td>
  </tr>
);

const isLess = (amount: string): boolean => amount.startsWith("-");

/** The server’s own words with the sign in front: − (U+2212) or +. */
const signed = ({ amount, formatted }: { amount: string; formatted: string }): string =>
  isLess(amount) ? formatted.replace("-", "−") : `+${formatted}`;
