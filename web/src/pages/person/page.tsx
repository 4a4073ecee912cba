import { Trans } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Fragment } from "react";
import { PageTitle } from "../../components/page-title";
import { Said } from "../../components/said";
import { Answered, State, Waiting } from "../../components/states";
import { asked } from "../../graphql/asked";
import { PersonFileDocument, type PersonFileQuery } from "../../graphql/generated/graphql";
import { kept, useSeen } from "../organisation/address";
import { DayField } from "../organisation/day";
import { above } from "../organisation/unit/read";
import { Changes } from "./change/changes";
import { Grades, Pay, Posts } from "./history";
import { Lead } from "./lead";
import "../organisation/unit/unit.css";
import "./person.css";

export type Person = NonNullable<PersonFileQuery["employees"]>["nodes"][number];

/** A person's file on a day: the post, the grade, and how both came about. */
export const Page = () => {
  const { code } = useParams({ from: "/nguoi/$code" });
  const { ngay } = useSeen();
  const read = useQuery({
    ...asked(PersonFileDocument, { code, asOf: ngay ?? null }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered of={read}>
      {({ employees, about }) => {
        const person = employees?.nodes[0];
        if (!person) return read.isFetching ? <Waiting /> : <Nobody code={code} />;
        return <File person={person} today={about?.today ?? ""} />;
      }}
    </Answered>
  );
};

const File = ({ person, today }: { person: Person; today: string }) => {
  const on = useSeen().ngay ?? today;
  return (
    <div className="within two person">
      <article className="unit">
        <header>
          <Path of={person} />
          <PageTitle of={person.fullName} />
          <h1>{person.fullName}</h1>
          <p className="soft small">{person.code}</p>
          <Lead person={person} on={on} />
        </header>
        <Changes key={person.id} person={person} />
        <Posts of={person.occupancies.nodes} on={on} />
        <Grades of={person.gradeHistory.nodes} on={on} />
        <Pay of={person.contractPay.nodes} on={on} />
      </article>
      <aside>
        <DayField today={today} />
      </aside>
    </div>
  );
};

const Path = ({ of: { unit } }: { of: Person }) => {
  const seen = useSeen();
  return (
    <p className="path small">
      {[...above(unit), unit].map(({ id, code, name }, place) => (
        <Fragment key={id}>
          {place > 0 && " › "}
          <Link to="/co-cau/$code" params={{ code }} search={kept(seen)}>
            {name}
          </Link>
        </Fragment>
      ))}
    </p>
  );
};

const Nobody = ({ code }: { code: string }) => (
  <State title={<Trans>There is nobody here with the code <Said of={code} /></Trans>}>
    <p>
      <Trans>Either nobody has it, or you hold no right to read people where the file is kept.</Trans>
    </p>
  </State>
);
