// A unit as its sheet reads it.
import type { UnitRightsQuery, UnitSheetQuery, Verb } from "../../../graphql/generated/graphql";

export type ReadUnit = NonNullable<UnitSheetQuery["unit"]>;
export type State = ReadUnit["states"]["nodes"][number];
export type Post = ReadUnit["positions"]["nodes"][number];
export type Group = ReadUnit["peerGroups"]["nodes"][number];
export type Right = NonNullable<UnitRightsQuery["rights"]>["nodes"][number];
export type Above = { id: string; code: string; name: string };

type Chain = Above & { parent?: Chain | null };

/** All units above, from the top down. */
export function above(unit: { parent?: Chain | null }): Above[] {
  const found: Above[] = [];
  for (let each = unit.parent; each; each = each.parent) found.unshift(each);
  return found;
}

/** What the reader may do on the unit today. */
export const mine = (rights: UnitRightsQuery | undefined): ReadonlySet<Verb> =>
  new Set(rights?.me?.rights.nodes.map(({ verb }) => verb));

/** The state that holds on a day; before the first, the first. */
export const stateOn = <Dated extends { effectiveFrom: string }>(states: Dated[], on: string): Dated | undefined =>
  states.find(({ effectiveFrom }) => effectiveFrom <= on) ?? states.at(-1);

/** How many a position takes beyond or short of its holders: below zero, too many hold it. Null without a number. */
export const places = ({ staffing, holders }: Post): number | null =>
  staffing === null ? null : staffing - holders.totalCount;
