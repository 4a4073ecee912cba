import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answered } from "../../../components/states";
import { Way } from "../../../components/way";
import { asked } from "../../../graphql/asked";
import { MyPayWayDocument, type MyPayWayQuery } from "../../../graphql/generated/graphql";
import { Besides, Sides, Station } from "./station";
import "./way.css";

type Told = NonNullable<MyPayWayQuery["payLineWay"]>;

const SIDES = ["share", "fund"];

/** From what was done to what is paid, for every kind of run: the server says it, the page places it. */
export const FromWorkToMoney = ({ of: line }: { of: { id: string } }) => {
  const way = useQuery(asked(MyPayWayDocument, { id: line.id }));
  return (
    <section className="from-work">
      <h2>
        <Trans>From work to money</Trans>
      </h2>
      <Answered of={way}>{({ payLineWay }) => payLineWay && <Stations of={payLineWay} />}</Answered>
    </section>
  );
};

const Stations = ({ of: way }: { of: Told }) => {
  const sides = way.stations.filter(({ key }) => SIDES.includes(key));
  const [end, ...before] = way.stations.filter(({ key }) => !SIDES.includes(key)).toReversed();
  return (
    <>
      <Way>
        {before.toReversed().map((station) => (
          <Station key={station.key} of={station} />
        ))}
        {sides.length > 0 && <Sides of={sides} />}
        {end && <Station end of={end} />}
      </Way>
      {way.besides.map((station) => (
        <Besides key={station.key} of={station} />
      ))}
    </>
  );
};

/** The whole in one sentence, as soon as it is there. */
export const InOneSentence = ({ of: line }: { of: { id: string; class: { label: string } } }) => {
  const { data } = useQuery(asked(MyPayWayDocument, { id: line.id }));
  return <p className="lead">{data?.payLineWay?.sentence ?? `${line.class.label}.`}</p>;
};
