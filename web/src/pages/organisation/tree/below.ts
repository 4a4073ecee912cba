// The units directly below another, all of them: a tree with a part left out tells something else.
import { queryOptions } from "@tanstack/react-query";
import { UnitsBelowDocument, type BranchFragment, type UnitsBelowQuery } from "../../../graphql/generated/graphql";
import { run } from "../../../graphql/run";
import type { Seen } from "../address";

/** What the tree asks with: the day, and whether closed units stand in it. */
export const asSeen = ({ ngay, dong }: Seen) => ({ asOf: ngay ?? null, closed: dong ? null : false });

/** `useQuery(unitsBelow(unit.id, seen))`: by code. */
export const unitsBelow = (parent: string, seen: Seen) =>
  queryOptions({
    queryKey: ["units below", parent, asSeen(seen)],
    queryFn: async ({ signal }) => {
      const found: BranchFragment[] = [];
      for (let after: string | null = null; ; ) {
        const { units }: UnitsBelowQuery = await run(UnitsBelowDocument, { parent, after, ...asSeen(seen) }, { signal });
        found.push(...(units?.nodes ?? []));
        if (!units?.pageInfo.hasNextPage) return found;
        after = units.pageInfo.endCursor ?? null;
      }
    },
  });
