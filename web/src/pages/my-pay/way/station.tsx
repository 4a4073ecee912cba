import { Trans } from "@lingui/react/macro";
import { Branch, Fork, Step as Stop } from "../../../components/way";
import type { StationFragment } from "../../../graphql/generated/graphql";
import { EveryStep } from "./every-step";
import { Grounds } from "./grounds";
import { Limits } from "./limits";
import { Months } from "./months";

type Told = StationFragment;

/** A place on the way: what came of it, why, what it rests on, its months and its steps. */
export const Station = ({ of: told, end = false }: { of: Told; end?: boolean }) => (
  <Stop end={end} title={told.title} value={told.value} under={<Grounds of={told.grounds} />}>
    <Inside of={told} />
  </Stop>
);

/** The share on one side, the money that is shared on the other. */
export const Sides = ({ of: sides }: { of: readonly Told[] }) => (
  <Fork>
    {sides.map((told) => (
      <Branch key={told.key} title={told.title} value={told.value} under={<Grounds of={told.grounds} />}>
        <Inside of={told} />
      </Branch>
    ))}
  </Fork>
);

/** What was computed for the run and does not lead to the amount: closed at first. */
export const Besides = ({ of: told }: { of: Told }) => (
  <details className="every-step">
    <summary>
      <Trans>
        Computed besides: {told.title}, {told.value}
      </Trans>
    </summary>
    <Inside of={told} />
  </details>
);

const Inside = ({ of: told }: { of: Told }) => (
  <>
    {told.reason && <p className="reason">{told.reason}</p>}
    {told.limits.length > 0 && <Limits of={told.limits} />}
    {told.months && <Months of={told.months} />}
    <EveryStep of={told.steps} />
  </>
);
