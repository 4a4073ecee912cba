import { Trans, useLingui } from "@lingui/react/macro";
import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Answered } from "../../../components/states";
import { asked } from "../../../graphql/asked";
import { UnitsOnTopDocument } from "../../../graphql/generated/graphql";
import { useSee, useSeen } from "../address";
import { asSeen } from "./below";
import { Branch, OfTree } from "./branch";
import { treeKeys } from "./keys";
import "./tree.css";

/** The units as of the day. `selected`: the one whose sheet is shown; `above`: the ids of all above it. */
export const Tree = ({ selected, above }: { selected: string | undefined; above: string[] }) => {
  const seen = useSeen();
  const see = useSee();
  const top = useQuery(asked(UnitsOnTopDocument, asSeen(seen)));
  return (
    <Answered of={top}>
      {({ units, about }) => (
        <>
          <Units {...{ selected, above, today: about?.today ?? "", top: units?.nodes ?? [] }} />
          <Checkbox
            className="with-closed"
            label={<Trans>Closed units, too</Trans>}
            checked={Boolean(seen.dong)}
            onChange={(event) => see({ dong: event.currentTarget.checked })}
          />
        </>
      )}
    </Answered>
  );
};

type Props = Parameters<typeof Tree>[0] & { today: string; top: Parameters<typeof Branch>[0]["unit"][] };

const Units = ({ selected, above, today, top }: Props) => {
  const { t } = useLingui();
  const tree = useRef<HTMLUListElement>(null);
  const { opened, open } = useOpened([...top.map(({ id }) => id), ...above]);
  const [at, setAt] = useState(selected);
  useEffect(() => setAt(selected), [selected]);
  useEffect(() => {
    // One unit takes the focus, whatever is closed around it.
    if (!tree.current?.querySelector('[role="treeitem"][tabindex="0"]')) setAt(top[0]?.id);
  });
  return (
    <OfTree value={{ opened, open, selected, at, setAt, today }}>
      <div className="tree-room">
      <ul ref={tree} className="tree" role="tree" aria-label={t`Units`} onKeyDown={treeKeys(open)}>
        {top.map((unit, place) => (
          <Branch key={unit.id} unit={unit} level={1} place={place + 1} of={top.length} />
        ))}
      </ul>
      </div>
    </OfTree>
  );
};

/** Which units are open: those that lead to the one that is shown, and what the reader opened. */
function useOpened(path: string[]) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(path));
  const leading = path.join(" ");
  useEffect(() => setOpened((before) => new Set([...before, ...leading.split(" ")])), [leading]);
  const open = (id: string, to: boolean) =>
    setOpened((before) => new Set([...before].filter((each) => each !== id).concat(to ? [id] : [])));
  return { opened, open };
}
