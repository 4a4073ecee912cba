import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { day } from "../../../components/formats";
import { Head } from "../../../components/tables/heads";
import { Broken } from "../../../components/states";
import type { UnitRightsQuery } from "../../../graphql/generated/graphql";
import { useWords } from "../words";
import type { Right } from "./read";

/** Who may what here on the day: through which unit, until when, and why. */
export const Rights = ({ of: read, on }: { of: UseQueryResult<UnitRightsQuery>; on: string }) => {
  const rights = read.data?.rights;
  return (
    <section aria-labelledby="rights" aria-busy={read.isPending}>
      <h2 id="rights">
        <Trans>Who may what here</Trans>
      </h2>
      {read.error && !read.data && <Broken inset error={read.error} reset={() => void read.refetch()} />}
      {rights && (
        <>
          <p className="soft small">
            <Trans>As of {day(on)}, as far as you may see: your own rights, and others' where you may read them.</Trans>
          </p>
          {rights.nodes.length === 0 ? (
            <p>
              <Trans>You hold no right here, and may see nobody else's.</Trans>
            </p>
          ) : (
            <Held rights={rights.nodes} />
          )}
          {rights.totalCount > rights.nodes.length && (
            <p className="small soft">
              <Trans>
                The first {rights.nodes.length} of {rights.totalCount} rights stand here.
              </Trans>
            </p>
          )}
        </>
      )}
    </section>
  );
};

const Held = ({ rights }: { rights: Right[] }) => (
  <table className="rights">
    <thead>
      <tr>
        <Head>
          <Trans>Who</Trans>
        </Head>
        <Head>
          <Trans>May</Trans>
        </Head>
        <Head>
          <Trans>Through, until, why</Trans>
        </Head>
      </tr>
    </thead>
    <tbody>
      {[...new Set(rights.map(alike))].map((key) => (
        <Row key={key} held={rights.filter((right) => alike(right) === key)} />
      ))}
    </tbody>
  </table>
);

/** Rights of one account that came about alike stand in one row. */
const alike = ({ accountId, through, effectiveFrom, effectiveUntil, cause, givenBy }: Right): string =>
  [accountId, through.id, effectiveFrom, effectiveUntil, cause, givenBy?.name].join(" ");

const Row = ({ held }: { held: Right[] }) => {
  const { verbs, causes } = useWords();
  const [first] = held;
  if (!first) return null;
  const name = (verb: string) => verbs.find(({ value }) => value === verb)?.label ?? "";
  return (
    <tr>
      <th scope="row">
        {first.account?.name ?? <Trans>An account that you may not see</Trans>}
        {first.account?.isProgram && (
          <span className="mark">
            <Trans>a program</Trans>
          </span>
        )}
      </th>
      <td>{held.map(({ verb }) => name(verb)).join(", ")}</td>
      <td>
        {first.through.name}
        <span className="small soft">
          {first.effectiveUntil ? (
            <Trans>
              from {day(first.effectiveFrom)}, no more from {day(first.effectiveUntil)}
            </Trans>
          ) : (
            <Trans>from {day(first.effectiveFrom)}, without an end</Trans>
          )}
        </span>
        <span className="small soft">
          {causes.find(({ value }) => value === first.cause)?.description} {first.givenBy && `(${first.givenBy.name})`}
        </span>
      </td>
    </tr>
  );
};
