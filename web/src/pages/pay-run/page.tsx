import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Rail } from "../../components/rail";
import { Answered, State } from "../../components/states";
import { asked } from "../../graphql/asked";
import { PayRunToDecideDocument, type PayRunToDecideQuery } from "../../graphql/generated/graphql";
import { Assumed } from "./assumed";
import { Classes } from "./amounts/classes";
import { Deciding } from "./decision/deciding";
import { isRun, type ReadRun, type Reread } from "./run";
import { Units } from "./amounts/units";
import { StateName } from "./words";
import "./pay-run.css";

/** One run to look at and to decide on. */
export const Page = () => {
  const { run: id } = useParams({ from: "/quy/duyet/$run" });
  const read = useQuery(asked(PayRunToDecideDocument, { id }));
  return <Answered of={read}>{(found) => <Found found={found} reread={read.refetch} />}</Answered>;
};

const Found = ({ found, reread }: { found: PayRunToDecideQuery; reread: Reread }) => {
  const { node, me } = found;
  if (!isRun(node) || !me) return <Nothing />;
  return (
    <div className="within pay-run">
      <Head run={node} />
      <div className="two">
        <div className="parts">
          <Classes run={node} />
          <Units run={node} />
          <Assumed run={node} />
        </div>
        <Deciding key={me.id} run={node} reader={me} reread={reread} />
      </div>
    </div>
  );
};

const Nothing = () => (
  <State title={<Trans>There is no run here that you may see</Trans>}>
    <p>
      <Trans>The address is of no run, or of a unit on which you hold no right to read runs.</Trans>
    </p>
  </State>
);

const Head = ({ run }: { run: ReadRun }) => (
  <header>
    <p className="soft small">
      {run.unit.name} · <StateName run={run} />
    </p>
    <h1>{run.title}</h1>
    <p className="soft">
      <Plural value={run.people} one="# person" other="# people" /> · {run.total.formatted} · <Rules run={run} />
    </p>
    <a className="to-decision small" href="#deciding">
      <Trans>To the decision</Trans>
    </a>
    <Rail
      ended={run.state === "DISCARDED"}
      stops={[
        { name: <Trans>Made</Trans>, office: run.madeByOffice, at: run.madeAt },
        { name: <Trans>Reviewed</Trans>, office: run.reviewedByOffice, at: run.reviewedAt },
        { name: <Trans>Approved</Trans>, office: run.approvedByOffice, at: run.approvedAt },
        { name: <Trans>Closed</Trans>, office: run.closedByOffice, at: run.closedAt },
      ]}
    />
  </header>
);

const Rules = ({ run }: { run: ReadRun }) => {
  const [first] = run.rules.nodes;
  return run.rules.totalCount === 1 && first ? (
    first.regulation.title
  ) : (
    <Plural value={run.rules.totalCount} one="# regulation" other="# regulations" />
  );
};
