import { Trans } from "@lingui/react/macro";
import { ByAct } from "../../components/act/act";
import { day } from "../../components/formats";
import { Said } from "../../components/said";
import type { PostHeldFragment } from "../../graphql/generated/graphql";
import type { Person } from "./page";

/** The sentence first: which post since when by which act, then the grade; and since when in public service. */
export const Lead = ({ person, on }: { person: Person; on: string }) => {
  const { occupancy, grade } = person;
  return (
    <div className="lead">
      <p>{occupancy && occupancy.effectiveFrom <= on ? <Holds of={occupancy} /> : <Trans>Holds no post yet on this day.</Trans>}</p>
      {grade && grade.effectiveFrom <= on && (
        <p>
          <Trans>
            Paid by grade {grade.salaryStep.gradeCode}, step {grade.salaryStep.step}
          </Trans>
          {grade.salaryStep.coefficient && (
            <>
              {" "}
              (<Trans>coefficient {grade.salaryStep.coefficient.formatted}</Trans>)
            </>
          )}
          .
        </p>
      )}
      <p>
        <Trans>
          In public service since {day(person.joinedOn)}; born on {day(person.bornOn)}.
        </Trans>
      </p>
    </div>
  );
};

const Holds = ({ of: held }: { of: PostHeldFragment }) => {
  const since = day(held.effectiveFrom);
  const act = <ByAct of={held} />;
  return held.position ? (
    <Trans>
      {<Said of={held.position.title} />}, {<Said of={held.unit.name} />}, since {since}, {act}.
    </Trans>
  ) : (
    <Trans>
      Has held no post since {since}, {act}.
    </Trans>
  );
};
