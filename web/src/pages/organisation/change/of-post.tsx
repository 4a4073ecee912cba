import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import { asked } from "../../../graphql/asked";
import {
  CreatePeerGroupsByActDocument,
  CreatePositionsByActDocument,
  GroupsAboveDocument,
} from "../../../graphql/generated/graphql";
import { above } from "../unit/read";
import { Acting } from "./act-fields";
import { Field } from "./field";
import { ChangeForm } from "./form";
import type { Changing } from "./of-unit";
import { useValues } from "./values";

const POST_AT = ["code", "title", "peerGroupId", "peerGroupCode", "leadershipCode", "lowestGradeCode", "highestGradeCode", "staffing"];

export const NewPosition = ({ unit, ...form }: Changing) => {
  const groups = useGroups([unit.id, ...above(unit).map(({ id }) => id)]);
  const { t } = useLingui();
  const typed = useValues(`new position ${unit.id} ${form.reader}`, {
    code: "", title: "", group: "", leadership: "", low: "", high: "", staffing: "",
  });
  const { code = "", title = "", leadership = "", low = "", high = "", staffing = "", group = "" } = typed.values;
  const said = (text: string) => text.trim() || null;
  const at = POST_AT.map((name) => `positions.0.${name}`);
  return (
    <ChangeForm
      {...form}
      title={<Trans>A new position</Trans>}
      typed={typed}
      required={["code", "title", "group"]}
      at={at}
      document={CreatePositionsByActDocument}
      input={(by) => ({
        ...by,
        positions: [
          {
            unitId: unit.id,
            code: code.trim(),
            title: title.trim(),
            peerGroupId: group || null,
            leadershipCode: said(leadership),
            lowestGradeCode: said(low),
            highestGradeCode: said(high),
            staffing: staffing ? Number(staffing) : null,
          },
        ],
      })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} there is the position “<Said of={title.trim()} />” (<Said of={code.trim()} />) in{" "}
          <Said of={unit.name} />.
        </Trans>,
        <Trans>
          Whoever holds it is ranked within “<Said of={groups.find(({ value }) => value === group)?.label ?? ""} />”.
        </Trans>,
        staffing ? <Trans>At most {staffing} may hold it.</Trans> : <Trans>No number says how many may hold it.</Trans>,
        <Acting by={by} />,
      ]}
    >
      <Field name="code" at={["positions.0.code"]} label={<Trans>Code</Trans>} hint={<Trans>Unique in the administration, for ever.</Trans>} />
      <Field name="title" at={["positions.0.title"]} label={<Trans>What the job is called</Trans>} />
      <Field name="group" at={["positions.0.peerGroupId", "positions.0.peerGroupCode"]} label={<Trans>Peer group</Trans>} options={[{ value: "", label: t`Choose one` }, ...groups]} />
      <Field name="staffing" at={["positions.0.staffing"]} type="number" optional label={<Trans>How many may hold it</Trans>} />
      <Field name="low" at={["positions.0.lowestGradeCode"]} optional label={<Trans>Lowest grade, such as A1</Trans>} />
      <Field name="high" at={["positions.0.highestGradeCode"]} optional label={<Trans>Highest grade</Trans>} />
      <Field name="leadership" at={["positions.0.leadershipCode"]} optional label={<Trans>Row of the leadership allowances, of who leads</Trans>} />
    </ChangeForm>
  );
};

/** The open peer groups of units, the nearest unit's first. */
function useGroups(units: string[]) {
  const { data } = useQuery(asked(GroupsAboveDocument, { ids: units }));
  const found = data?.nodes?.flatMap((unit) => (unit && "peerGroups" in unit ? [unit] : [])) ?? [];
  return found.flatMap(({ name, peerGroups }) =>
    peerGroups.nodes.filter(({ closed }) => !closed).map((group) => ({ value: group.id, label: `${group.name} · ${name}` })),
  );
}

export const NewPeerGroup = ({ unit, ...form }: Changing) => {
  const typed = useValues(`new group ${unit.id} ${form.reader}`, { code: "", name: "" });
  const { code = "", name = "" } = typed.values;
  return (
    <ChangeForm
      {...form}
      title={<Trans>A new peer group</Trans>}
      typed={typed}
      required={["code", "name"]}
      at={["peerGroups.0.code", "peerGroups.0.name"]}
      document={CreatePeerGroupsByActDocument}
      input={(by) => ({ ...by, peerGroups: [{ unitId: unit.id, code: code.trim(), name: name.trim() }] })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} there is the peer group “<Said of={name.trim()} />” (<Said of={code.trim()} />) in{" "}
          <Said of={unit.name} />.
        </Trans>,
        <Trans>Positions of the unit and of all below it may belong to it; the quota of the best class counts within it.</Trans>,
        <Acting by={by} />,
      ]}
    >
      <Field name="code" at={["peerGroups.0.code"]} label={<Trans>Code</Trans>} hint={<Trans>Unique in the unit.</Trans>} />
      <Field name="name" at={["peerGroups.0.name"]} label={<Trans>Name</Trans>} />
    </ChangeForm>
  );
};
