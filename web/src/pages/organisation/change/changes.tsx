import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { day } from "../../../components/formats";
import { useSee, useSeen } from "../address";
import type { ReadUnit } from "../unit/read";
import { NewPeerGroup, NewPosition } from "./of-post";
import { Close, Move, NewUnit, Rename, Withdraw, type Changing } from "./of-unit";
import "./change.css";

type Change = { form: (changing: Changing) => ReactNode; name: ReactNode; goes: (unit: ReadUnit) => boolean };

const isOpen = (unit: ReadUnit) => !unit.states.nodes[0]?.closed;

// By the word in the address.
const CHANGES: Record<string, Change> = {
  ten: { form: Rename, name: <Trans>Another name</Trans>, goes: isOpen },
  "don-vi": { form: NewUnit, name: <Trans>A new unit below</Trans>, goes: isOpen },
  "vi-tri": { form: NewPosition, name: <Trans>A new position</Trans>, goes: isOpen },
  nhom: { form: NewPeerGroup, name: <Trans>A new peer group</Trans>, goes: isOpen },
  chuyen: { form: Move, name: <Trans>Under another unit</Trans>, goes: (unit) => isOpen(unit) && Boolean(unit.parent) },
  dong: { form: Close, name: <Trans>Close the unit</Trans>, goes: (unit) => isOpen(unit) && Boolean(unit.parent) },
  rut: {
    form: Withdraw,
    name: <Trans>Take back the latest change</Trans>,
    goes: ({ states }) => states.nodes[0]?.actNumber !== null,
  },
};

/** What whoever may write the unit can change about it: one form at a time, each by an act from a day on. */
export const Changes = ({ unit, reader }: { unit: ReadUnit; reader: string }) => {
  const { doi } = useSeen();
  const see = useSee();
  const [from, told] = useState<string | null>(null);
  const open = doi ? CHANGES[doi] : undefined;
  const Form = open?.form;
  return (
    <section aria-labelledby="changes" className="changes">
      <h2 id="changes">
        <Trans>Change it, by an act</Trans>
      </h2>
      <div role="status">{from !== null && <Done from={from} code={unit.code} />}</div>
      {Form && open.goes(unit) ? (
        <Form
          key={doi}
          unit={unit}
          reader={reader}
          close={() => see({ doi: "" })}
          done={(day) => {
            told(day);
            see({ doi: "" });
          }}
        />
      ) : (
        <div className="buttons">
          {Object.entries(CHANGES)
            .filter(([, { goes }]) => goes(unit))
            .map(([word, { name }]) => (
              <Button
                key={word}
                variant="default"
                onClick={() => {
                  told(null);
                  see({ doi: word });
                }}
              >
                {name}
              </Button>
            ))}
        </div>
      )}
    </section>
  );
};

const Done = ({ from, code }: { from: string; code: string }) => (
  <p className="told">
    <Trans>Written.</Trans>{" "}
    {from && (
      <Link to="/co-cau/$code" params={{ code }} search={{ ngay: from }}>
        <Trans>Look at it as of {day(from)}</Trans>
      </Link>
    )}
  </p>
);
