import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Broken } from "../../../components/states";
import { UnitPeopleDocument } from "../../../graphql/generated/graphql";
import { run } from "../../../graphql/run";
import { kept, useSeen } from "../address";
import type { ReadUnit } from "./read";

type Props = { unit: ReadUnit; reads: boolean; known: boolean };

/** The people whose file it keeps, fifty at a time; why not, for whoever may not read them. */
export const People = ({ unit, reads, known }: Props) => (
  <section aria-labelledby="people">
    <h2 id="people">
      <Trans>People whose file it keeps</Trans>
    </h2>
    {reads && <Listed of={unit.code} />}
    {known && !reads && (
      <p className="soft">
        <Trans>They are not shown: you hold no right to read people here.</Trans>
      </p>
    )}
  </section>
);

const Listed = ({ of: code }: { of: string }) => {
  const seen = useSeen();
  const asOf = seen.ngay ?? null;
  const people = useInfiniteQuery({
    queryKey: ["people of a unit", code, asOf],
    queryFn: ({ signal, pageParam }) => run(UnitPeopleDocument, { code, asOf, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ unit }) => (unit?.employees.pageInfo.hasNextPage ? unit.employees.pageInfo.endCursor : null),
  });
  if (people.error && !people.data) return <Broken inset error={people.error} reset={() => void people.refetch()} />;
  const shown = people.data?.pages.flatMap(({ unit }) => unit?.employees.nodes ?? []) ?? [];
  const all = people.data?.pages[0]?.unit?.employees.totalCount ?? 0;
  return (
    <>
      <p className="soft" aria-busy={people.isPending}>
        {people.data && <Plural value={all} _0="Nobody's on this day." one="# person" other="# people" />}
      </p>
      <ul className="people">
        {shown.map((person) => (
          <li key={person.id}>
            <Link to="/nguoi/$code" params={{ code: person.code }} search={kept(seen)}>
              {person.fullName}
            </Link>{" "}
            <span className="small soft">
              {person.code}
              {person.position && ` · ${person.position.title}`}
            </span>
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          <Trans>Show the next ones</Trans>
        </Button>
      )}
    </>
  );
};
