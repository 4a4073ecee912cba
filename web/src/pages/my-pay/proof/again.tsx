import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { count } from "../../../components/formats";
import { asked } from "../../../graphql/asked";
import { MyLineAgainDocument, type MyLineAgainQuery } from "../../../graphql/generated/graphql";

type Found = NonNullable<MyLineAgainQuery["lineReproduction"]>;

/** The line computed again from what its run kept, when somebody asks: two answers, values and rules. */
export const Again = ({ id }: { id: string }) => {
  const again = useQuery({ ...asked(MyLineAgainDocument, { id }), enabled: false, retry: false });
  const found = again.data?.lineReproduction;
  return (
    <div className="again not-on-paper">
      <Button variant="default" loading={again.isFetching} onClick={() => void again.refetch()}>
        <Trans>Compute this line again</Trans>
      </Button>
      <div role="status" className="small">
        {again.isFetching && <Trans>It is computed from the kept inputs; that takes a few seconds.</Trans>}
        {!again.isFetching && again.error && <p>{again.error.message}</p>}
        {!again.isFetching && found && <Answer of={found} />}
      </div>
    </div>
  );
};

const Answer = ({ of: found }: { of: Found }) => (
  <>
    {found.sameValues ? (
      <p>
        <Trans>
          <b>The same values:</b> every step and the amount came out as they were.
        </Trans>
      </p>
    ) : (
      <p className="broken-path">
        <Trans>
          <b>Not the same values.</b> Tell the office that approved the run, and the auditor.
        </Trans>{" "}
        {found.firstDifference && <code>{found.firstDifference}</code>}
      </p>
    )}
    {found.sameRules ? (
      <p>
        <Trans>
          <b>The same rules:</b> the formulas and every number in force are those of the run.
        </Trans>
      </p>
    ) : (
      <p>
        <Trans>
          <b>Other rules today:</b> a number or a formula is another one now.
        </Trans>{" "}
        <code>{found.otherRules.join("; ")}</code>
      </p>
    )}
    <p className="soft">
      <Trans>Computed for it: {count(found.people)} people, whom your line is measured against. You were shown your own only.</Trans>
    </p>
  </>
);
