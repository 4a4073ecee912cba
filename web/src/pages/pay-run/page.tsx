import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { PageTitle } from "../../components/page-title";
import { Rail } from "../../components/rail";
import { Answered, State } from "../../components/states";
import { asked } from "../../graphql/asked";
import { RefusedError } from "../../graphql/faults";
import { PayRunToDecideDocument, type PayRunToDecideQuery } from "../../graphql/generated/graphql";
import { Assumed } from "./assumed";
import { Classes } from "./amounts/classes";
import { Deciding } from "./decision/deciding";
import { isRun, readsLines, type ReadRun, type Reread } from "./run";
import { Units } from "./amounts/units";
import { StateName } from "./words";
import "./pay-run.css";

/** The address has been shortened, or never was one. */
const NO_ID = "not_an_id";

/** One run to look at and to decide on. */
export const Page = () => {
  const { run: id } = useParams({ from: "/quy/duyet/$run" });
  const read = useQuery(asked(PayRunToDecideDocument, { id }));
  if (read.error instanceof RefusedError && read.error.code === NO_ID) return <Nothing />;
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
          {readsLines(node) ? (
            <>
              <Classes run={node} />
              <Units run={node} />
            </>
          ) : (
            <LinesHidden />
          )}
          <Assumed run={node} />
        </div>
        <Deciding key={me.id} run={node} reader={me} reread={reread} />
      </div>
    </div>
  );
};

const Nothing = () => (
  <State title={<Trans>There is no such run</Trans>}>
    <p>
      <Trans>The address is of no run, or of a unit on which you hold no right to read runs.</Trans>
    </p>
    <p>
      <Link to="/">
        <Trans>To the first page</Trans>
      </Link>
    </p>
  </State>
);

/** What is hidden is not nothing: no sums of none. */
const LinesHidden = () => (
  <State inset title={<Trans>The lines of this run are not shown to you</Trans>}>
    <p>
      <Trans>
        The total above is that of all its lines. Who reads pay runs on the unit also sees what they come to by class
        and by unit.
      </Trans>
    </p>
  </State>
);

const Head = ({ run }: { run: ReadRun }) => (
  <header>
    <p className="soft small">
      {run.unit.name} · <StateName run={run} />
    </p>
    <PageTitle of={run.title} />
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
