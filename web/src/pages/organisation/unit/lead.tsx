import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ByAct } from "../../../components/act/act";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import { kept, useSeen } from "../address";
import { places, stateOn, type Above, type ReadUnit } from "./read";

type Props = { unit: ReadUnit; on: string; readsPeople: boolean };

/** The sentence first: since when it is so, by which act, under what; then how its positions are held. */
export const Lead = ({ unit, on, readsPeople }: Props) => (
  <div className="lead">
    <p>
      <Since unit={unit} on={on} />
    </p>
    {unit.predecessors.nodes.length > 0 && (
      <p>
        <Trans>
          It took over from <Units of={unit.predecessors.nodes} />.
        </Trans>
      </p>
    )}
    {!unit.closed && (
      <p>
        <Held unit={unit} readsPeople={readsPeople} />
      </p>
    )}
  </div>
);

const Since = ({ unit, on }: { unit: ReadUnit; on: string }) => {
  const state = stateOn(unit.states.nodes, on);
  if (!state) return null;
  const since = day(state.effectiveFrom);
  const act = <ByAct of={state} />;
  if (state.effectiveFrom > on) return <Trans>It is not there yet: it begins on {since}, {act}.</Trans>;
  if (unit.closed)
    return (
      <Trans>
        Closed since {since}, {act}. <Successors of={unit.successors.nodes} />
      </Trans>
    );
  return unit.parent ? (
    <Trans>
      Since {since} called so and directly below <Said of={unit.parent.name} />, {act}.
    </Trans>
  ) : (
    <Trans>
      Since {since} called so, above all other units, {act}.
    </Trans>
  );
};

const Successors = ({ of }: { of: Above[] }) =>
  of.length ? (
    <Trans>
      It was merged into <Units of={of} />.
    </Trans>
  ) : (
    <Trans>No unit took over from it.</Trans>
  );

const Units = ({ of }: { of: Above[] }) => {
  const seen = useSeen();
  return of.map(({ id, code, name }, place) => (
    <span key={id}>
      {place > 0 && ", "}
      <Link to="/co-cau/$code" params={{ code }} search={kept(seen)}>
        {name}
      </Link>
    </span>
  ));
};

const Held = ({ unit: { positions, children }, readsPeople }: Omit<Props, "on">) => {
  const all = positions.nodes;
  const holders = all.reduce((sum, { holders }) => sum + holders.totalCount, 0);
  const vacant = all.filter(({ holders }) => holders.totalCount === 0).length;
  const over = all.filter((post) => (places(post) ?? 0) < 0).length;
  const whole = readsPeople && all.length === positions.totalCount;
  return (
    <>
      <Plural value={positions.totalCount} _0="It has no position of its own" one="# position" other="# positions" />
      {whole && all.length > 0 && (
        <>
          , <Plural value={holders} _0="held by nobody" one="held by # person" other="held by # people" />
          {vacant > 0 && holders > 0 && (
            <>
              ; <Plural value={vacant} one="# is vacant" other="# are vacant" />
            </>
          )}
          {over > 0 && (
            <>
              ;{" "}
              <b className="over">
                <Plural value={over} one="# is held by more than it takes" other="# are held by more than they take" />
              </b>
            </>
          )}
        </>
      )}
      . <Plural value={children.totalCount} _0="No unit is below it." one="# unit is directly below." other="# units are directly below." />
    </>
  );
};
