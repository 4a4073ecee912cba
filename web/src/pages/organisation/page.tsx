import { Trans } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Said } from "../../components/said";
import { Answered, State, Waiting } from "../../components/states";
import { asked } from "../../graphql/asked";
import { UnitSheetDocument, UnitsOnTopDocument } from "../../graphql/generated/graphql";
import { useSeen } from "./address";
import { DayField } from "./day";
import { Search } from "./tree/search";
import { Tree } from "./tree/tree";
import { asSeen } from "./tree/below";
import { above } from "./unit/read";
import { Unit } from "./unit/unit";
import "./page.css";

/** The organisation on a day: the tree beside the sheet of one unit, of the one above all when none is named. */
export const Page = () => {
  const { code: named } = useParams({ strict: false });
  const seen = useSeen();
  const top = useQuery(asked(UnitsOnTopDocument, asSeen(seen)));
  return (
    <Answered of={top}>
      {({ units, about }) => {
        const code = named ?? units?.nodes[0]?.code;
        return code ? <Found code={code} today={about?.today ?? ""} named={Boolean(named)} /> : <NoUnit />;
      }}
    </Answered>
  );
};

const Found = ({ code, today, named }: { code: string; today: string; named: boolean }) => {
  const { ngay } = useSeen();
  const sheet = useQuery({
    ...asked(UnitSheetDocument, { code, asOf: ngay ?? null }),
    placeholderData: keepPreviousData,
  });
  const unit = sheet.data?.unit;
  return (
    <div className="within organisation" data-named={named || undefined}>
      <aside>
        <DayField today={today} />
        <Search>
          <Tree selected={unit?.id} above={unit ? above(unit).map(({ id }) => id) : []} />
        </Search>
      </aside>
      <div className="of-unit">
        <Answered of={sheet}>
          {({ unit, about }) =>
            unit ? <Unit unit={unit} today={about?.today ?? today} /> : sheet.isFetching ? <Waiting /> : <NotFound code={code} />
          }
        </Answered>
      </div>
    </div>
  );
};

const NotFound = ({ code }: { code: string }) => (
  <State inset title={<Trans>There is no unit <Said of={code} /></Trans>}>
    <p>
      <Trans>No unit has or had this code. Find it by its name, or in the tree.</Trans>
    </p>
  </State>
);

const NoUnit = () => (
  <State title={<Trans>There is no unit yet</Trans>}>
    <p>
      <Trans>The first one is made by whoever sets this up: `meritgrid admin first`.</Trans>
    </p>
  </State>
);
