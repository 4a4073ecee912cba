import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ByAct } from "../../components/act/act";
import { day } from "../../components/formats";
import type { GradeHeldFragment, PostHeldFragment } from "../../graphql/generated/graphql";
import { kept, useSeen } from "../organisation/address";
import { stateOn } from "../organisation/unit/read";
import type { Person } from "./page";

const WHOLE_BP = 10_000;
type Dated = { id: string; effectiveFrom: string };
type Props<Row> = { of: Row[]; on: string };

/** The posts held, the newest first. */
export const Posts = ({ of, on }: Props<PostHeldFragment>) => {
  const seen = useSeen();
  return (
    <Section title={<Trans>Posts</Trans>} id="posts" rows={of} on={on}>
      {(held) => (
        <>
          {held.position ? held.position.title : <Trans>left: no post from this day on</Trans>}
          {held.acting && (
            <>
              {" "}
              (<Trans>for somebody else</Trans>)
            </>
          )}
          {held.seconded && (
            <>
              {" "}
              (<Trans>seconded, the file stays where it is</Trans>)
            </>
          )}
          {held.share.basisPoints < WHOLE_BP && held.position && <>, {held.share.formatted}</>}
          {held.position && (
            <>
              {" · "}
              <Link to="/co-cau/$code" params={{ code: held.unit.code }} search={kept(seen)}>
                {held.unit.name}
              </Link>
            </>
          )}
          <span className="small soft act">
            <ByAct of={held} />
          </span>
        </>
      )}
    </Section>
  );
};

/** The grades and steps, the newest first; nothing for whoever may not read them. */
export const Grades = ({ of, on }: Props<GradeHeldFragment>) => (
  <Section title={<Trans>Grades and steps</Trans>} id="grades" rows={of} on={on}>
    {({ salaryStep: { gridTable, gradeCode, step, coefficient }, stepSince }) => (
      <>
        <Trans>
          Table {gridTable}, grade {gradeCode}, step {step}
        </Trans>
        {coefficient && <> · {coefficient.formatted}</>}
        <span className="small soft act">
          <Trans>the step counts from {day(stepSince)}</Trans>
        </span>
      </>
    )}
  </Section>
);

/** What a labour contract pays, the newest first. */
export const Pay = ({ of, on }: Props<Person["contractPay"]["nodes"][number]>) => (
  <Section title={<Trans>Pay by contract</Trans>} id="contract" rows={of} on={on}>
    {(pay) => (
      <>
        <Trans>{pay.monthly.formatted} a month</Trans>
        <span className="small soft act">
          <ByAct of={pay} />
        </span>
      </>
    )}
  </Section>
);

type SectionProps<Row> = { title: ReactNode; id: string; rows: Row[]; on: string; children: (row: Row) => ReactNode };

const Section = <Row extends Dated>({ title, id, rows, on, children }: SectionProps<Row>) => {
  const now = stateOn(rows, on);
  return (
    rows.length > 0 && (
      <section aria-labelledby={id}>
        <h2 id={id}>{title}</h2>
        <ol className="dated" reversed>
          {rows.map((row) => (
            <li key={row.id} aria-current={row === now && row.effectiveFrom <= on ? "date" : undefined}>
              <b>{day(row.effectiveFrom)}</b>{" "}
              {row.effectiveFrom > on && (
                <span className="mark">
                  <Trans>to come</Trans>
                </span>
              )}
              <div>{children(row)}</div>
            </li>
          ))}
        </ol>
      </section>
    )
  );
};
