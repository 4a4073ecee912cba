import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ByAct } from "../../../components/act/act";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import { Kind } from "../words";
import { stateOn, type ReadUnit, type State } from "./read";

/** What it was, is and will be: each state with its act, the newest first. */
export const States = ({ unit: { states }, on }: { unit: ReadUnit; on: string }) => {
  const now = stateOn(states.nodes, on);
  return (
    <section aria-labelledby="states">
      <h2 id="states">
        <Trans>What it was, is and will be</Trans>
      </h2>
      <ol className="dated" reversed>
        {states.nodes.map((state, place) => (
          <li key={state.id} aria-current={state === now && state.effectiveFrom <= on ? "date" : undefined}>
            <b>{day(state.effectiveFrom)}</b>{" "}
            {state.effectiveFrom > on && (
              <span className="mark">
                <Trans>to come</Trans>
              </span>
            )}
            <ul>
              {became(state, states.nodes[place + 1]).map((each, line) => (
                <li key={line}>{each}</li>
              ))}
            </ul>
            <span className="small soft">
              <ByAct of={state} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** What became of it with a state, beside the one before. */
function became(state: State, before: State | undefined): ReactNode[] {
  if (!before) return [<SetUp state={state} />];
  if (state.closed && !before.closed) return [<Trans>closed</Trans>];
  return [
    state.name !== before.name && <Trans>called “{<Said of={state.name} />}”, before “{<Said of={before.name} />}”</Trans>,
    state.parent?.id !== before.parent?.id && (
      <Trans>
        below {<Said of={state.parent?.name ?? ""} />}, before below {<Said of={before.parent?.name ?? ""} />}
      </Trans>
    ),
    state.kind !== before.kind && <Kind of={state.kind} />,
    state.holdsFund !== before.holdsFund &&
      (state.holdsFund ? <Trans>with a bonus fund of its own</Trans> : <Trans>without a bonus fund of its own</Trans>),
  ].filter(Boolean);
}

const SetUp = ({ state }: { state: State }) =>
  state.parent ? (
    <Trans>
      there as “{<Said of={state.name} />}”, below {<Said of={state.parent.name} />}
    </Trans>
  ) : (
    <Trans>there as “{<Said of={state.name} />}”</Trans>
  );
