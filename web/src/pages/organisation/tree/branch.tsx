import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { createContext, use, useEffect, useRef, type MouseEvent } from "react";
import { day } from "../../../components/formats";
import type { BranchFragment } from "../../../graphql/generated/graphql";
import { kept, useSeen } from "../address";
import { unitsBelow } from "./below";

type Tree = {
  opened: ReadonlySet<string>;
  open: (id: string, open: boolean) => void;
  selected: string | undefined;
  at: string | undefined;
  setAt: (id: string) => void;
  today: string;
};

/** What every unit of the tree knows of it. */
export const OfTree = createContext<Tree>({} as Tree);

type Props = { unit: BranchFragment; level: number; place: number; of: number };

/** A unit of the tree, and what is below it once it is open. */
export const Branch = ({ unit, level, place, of }: Props) => {
  const { opened, open, selected, at, setAt } = use(OfTree);
  const seen = useSeen();
  const hasMore = unit.children.totalCount > 0;
  const isOpen = hasMore && opened.has(unit.id);
  const item = useShown(selected === unit.id);
  const twig = (event: MouseEvent) => {
    event.preventDefault();
    open(unit.id, !isOpen);
  };
  return (
    <li role="none">
      <Link
        to="/co-cau/$code"
        params={{ code: unit.code }}
        search={kept(seen)}
        ref={item}
        preload={false}
        role="treeitem"
        className="branch"
        style={{ paddingInlineStart: `${level - 1}rem` }}
        tabIndex={at === unit.id ? 0 : -1}
        aria-level={level}
        aria-posinset={place}
        aria-setsize={of}
        aria-expanded={hasMore ? isOpen : undefined}
        aria-owns={isOpen ? `below-${unit.id}` : undefined}
        aria-selected={selected === unit.id}
        data-unit={unit.id}
        data-name={unit.name}
        data-closed={unit.closed || undefined}
        onFocus={() => setAt(unit.id)}
      >
        <span className="twig" aria-hidden="true" onClick={hasMore ? twig : undefined}>
          {hasMore && (isOpen ? "▾" : "▸")}
        </span>
        <span className="name">
          {unit.name} <Mark of={unit} />
        </span>
      </Link>
      {isOpen && <Below unit={unit} level={level + 1} />}
    </li>
  );
};

/** The unit whose sheet is shown is seen in the tree, without moving the page. */
function useShown(shown: boolean) {
  const item = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const room = item.current?.closest(".tree-room");
    if (!shown || !item.current || !room) return;
    const [own, its] = [item.current.getBoundingClientRect(), room.getBoundingClientRect()];
    if (own.top < its.top || own.bottom > its.bottom) room.scrollTop += own.top - its.top - its.height / 3;
  }, [shown]);
  return item;
}

const Below = ({ unit, level }: { unit: BranchFragment; level: number }) => {
  const below = useQuery(unitsBelow(unit.id, useSeen()));
  return (
    <ul role="group" id={`below-${unit.id}`} aria-busy={below.isPending}>
      {below.data?.map((each, place) => (
        <Branch key={each.id} unit={each} level={level} place={place + 1} of={below.data.length} />
      ))}
      {below.isPending && <Instead level={level} of={unit.children.totalCount} />}
      {below.error && !below.data && (
        <li role="none" className="instead" style={{ paddingInlineStart: `${level}rem` }}>
          <Trans>What is below could not be read.</Trans>
        </li>
      )}
    </ul>
  );
};

/** The room that the units will take: nothing jumps when they come. */
const Instead = ({ level, of }: { level: number; of: number }) => (
  <li role="none" className="instead" style={{ paddingInlineStart: `${level}rem`, minBlockSize: `${of * 2}rem` }}>
    …
  </li>
);

/** That a unit is closed, or not there yet, on the day that is looked at. */
export const Mark = ({ of: unit }: { of: { closed: boolean; effectiveFrom: string } }) => {
  const on = useSeen().ngay ?? use(OfTree).today;
  if (on && unit.effectiveFrom > on)
    return (
      <small>
        <Trans>only from {day(unit.effectiveFrom)}</Trans>
      </small>
    );
  if (!unit.closed) return null;
  return (
    <small>
      <Trans>closed since {day(unit.effectiveFrom)}</Trans>
    </small>
  );
};
