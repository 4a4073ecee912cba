import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { PageTitle } from "../../../components/page-title";
import { asked } from "../../../graphql/asked";
import { UnitRightsDocument } from "../../../graphql/generated/graphql";
import { kept, useSeen } from "../address";
import { Changes } from "../change/changes";
import { Kind } from "../words";
import { Groups } from "./groups";
import { People } from "./people";
import { Positions } from "./positions";
import { above, mine, type ReadUnit } from "./read";
import { Rights } from "./rights";
import { Lead } from "./lead";
import { States } from "./states";
import "./unit.css";

/** All that is known of a unit on the day: what it is, was and will be, its positions and people, who may what. */
export const Unit = ({ unit, today }: { unit: ReadUnit; today: string }) => {
  const seen = useSeen();
  const on = seen.ngay ?? today;
  const read = useQuery(asked(UnitRightsDocument, { ids: [unit.id], asOf: seen.ngay ?? null }));
  const may = mine(read.data);
  const people = may.has("PEOPLE_READ");
  return (
    <article className="unit">
      <header>
        <Path of={unit} />
        <PageTitle of={unit.name} />
        <h1>{unit.name}</h1>
        <p className="soft small">
          <Kind of={unit.kind} /> · {unit.code}
          {unit.holdsFund && (
            <>
              {" "}
              · <Trans>holds a bonus fund of its own</Trans>
            </>
          )}
        </p>
        <Lead unit={unit} on={on} readsPeople={people} />
      </header>
      {may.has("ORGANISATION_WRITE") && read.data?.me && (
        <Changes key={unit.id} unit={unit} reader={read.data.me.id} />
      )}
      <States unit={unit} on={on} />
      <Positions unit={unit} reads={people} known={read.isSuccess} />
      <Groups of={unit} />
      <People unit={unit} reads={people} known={read.isSuccess} />
      <Rights of={read} on={on} />
    </article>
  );
};

const Path = ({ of: unit }: { of: ReadUnit }) => {
  const seen = useSeen();
  return (
    <p className="path small">
      {above(unit).map(({ id, code, name }) => (
        <Fragment key={id}>
          <Link to="/co-cau/$code" params={{ code }} search={kept(seen)}>
            {name}
          </Link>{" "}
          ›{" "}
        </Fragment>
      ))}
    </p>
  );
};
