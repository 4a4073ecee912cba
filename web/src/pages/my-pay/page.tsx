import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { PageTitle } from "../../components/page-title";
import { Answered, State } from "../../components/states";
import { asked } from "../../graphql/asked";
import { MyPayLineDocument, MyPayLinesDocument, type MyPayLinesQuery } from "../../graphql/generated/graphql";
import { Line, type PayLine } from "./line";
import { NoLine } from "./no-line";
import { OtherLines } from "./other-lines";
import "./page.css";
import "./paper.css";

export type Employee = NonNullable<NonNullable<MyPayLinesQuery["me"]>["employee"]>;

/** What somebody is paid, and why: the newest line, or the one that the address names. */
export const Page = () => {
  const { line } = useParams({ strict: false });
  const { t } = useLingui();
  const lines = useQuery(asked(MyPayLinesDocument, {}));
  return (
    <Answered of={lines}>
      {({ me }) => {
        if (!me?.employee) return <Nobody />;
        // Lists begin with the oldest run; who may read runs in the making sees lines of those, too.
        const mine = me.employee.payLines.nodes.filter(({ isPaying }) => isPaying).reverse();
        const shown = line ?? mine[0]?.id;
        return (
          <div className="within my-pay">
            <PageTitle of={t`My pay`} />
            {shown ? <Shown id={shown} mine={mine} /> : <NoLine assessment={me.employee.assessments.nodes[0]} />}
            <OtherLines of={mine.filter(({ id }) => id !== shown)} />
          </div>
        );
      }}
    </Answered>
  );
};

const Shown = ({ id, mine }: { id: string; mine: Employee["payLines"]["nodes"] }) => {
  const line = useQuery(asked(MyPayLineDocument, { id }));
  return (
    <Answered of={line}>
      {({ node }) => (isLine(node) ? <Line of={node} mine={mine} /> : <NotYours />)}
    </Answered>
  );
};

const isLine = (node: object | null): node is PayLine => node !== null && "amount" in node;

const Nobody = () => (
  <State title={<Trans>This account belongs to nobody on a pay list</Trans>}>
    <p>
      <Trans>It stands for an office, so there is no pay of its own to show.</Trans>
    </p>
  </State>
);

const NotYours = () => (
  <State title={<Trans>There is no such line of yours</Trans>}>
    <p>
      <Trans>Either nobody has it, or it is not yours to see: both answer the same.</Trans>
    </p>
    <Link to="/tien-cua-toi">
      <Trans>To your newest line</Trans>
    </Link>
  </State>
);
