import { Trans, useLingui } from "@lingui/react/macro";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import {
  ChangeUnitsByActDocument,
  CloseUnitsByActDocument,
  CreateUnitsByActDocument,
  WithdrawStateOfUnitDocument,
  type UnitKind,
} from "../../../graphql/generated/graphql";
import { useWords } from "../words";
import type { ReadUnit } from "../unit/read";
import { Acting } from "./act-fields";
import { Field } from "./field";
import { ChangeForm } from "./form";
import { useValues } from "./values";

export type Changing = { unit: ReadUnit; reader: string; close: () => void; done: (from: string) => void };

const latest = (unit: ReadUnit) => ({ unitId: unit.id, expectedStateId: unit.states.nodes[0]?.id ?? null });

export const Rename = ({ unit, ...form }: Changing) => {
  const typed = useValues(`rename ${unit.id} ${form.reader}`, { name: unit.name });
  const name = (typed.values["name"] ?? "").trim();
  return (
    <ChangeForm
      {...form}
      title={<Trans>Another name</Trans>}
      typed={typed}
      required={["name"]}
      at={["units.0.name"]}
      document={ChangeUnitsByActDocument}
      input={(by) => ({ ...by, units: [{ ...latest(unit), name }] })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} “<Said of={unit.name} />” is called “<Said of={name} />”.
        </Trans>,
        <Trans>Its code, people, positions and rights stay as they are; before that day it keeps its name.</Trans>,
        <Acting by={by} />,
      ]}
    >
      <Field name="name" at={["units.0.name"]} label={<Trans>Name</Trans>} />
    </ChangeForm>
  );
};

export const Move = ({ unit, ...form }: Changing) => {
  const typed = useValues(`move ${unit.id} ${form.reader}`, { parent: "" });
  const parentCode = (typed.values["parent"] ?? "").trim();
  return (
    <ChangeForm
      {...form}
      title={<Trans>Under another unit</Trans>}
      typed={typed}
      required={["parent"]}
      at={["units.0.parentCode"]}
      document={ChangeUnitsByActDocument}
      input={(by) => ({ ...by, units: [{ ...latest(unit), parentCode }] })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} <Said of={unit.name} /> and all below it stand under <Said of={parentCode} />, no
          longer under <Said of={unit.parent?.name ?? ""} />.
        </Trans>,
        <Trans>Rights through the units above follow on that day, and not before.</Trans>,
        <Acting by={by} />,
      ]}
    >
      <Field
        name="parent"
        at={["units.0.parentCode"]}
        label={<Trans>Code of the unit above</Trans>}
        hint={<Trans>Find it by its name at the side of this page.</Trans>}
      />
    </ChangeForm>
  );
};

export const Close = ({ unit, ...form }: Changing) => (
  <ChangeForm
    {...form}
    title={<Trans>Close the unit</Trans>}
    typed={useValues(`close ${unit.id} ${form.reader}`, {})}
    required={[]}
    at={[]}
    document={CloseUnitsByActDocument}
    input={(by) => ({ ...by, units: [latest(unit)] })}
    will={(by) => [
      <Trans>
        From {day(by.effectiveFrom)} <Said of={unit.name} /> is closed; no unit takes over from it.
      </Trans>,
      <Trans>It is refused while a unit, a position or a person is in it on that day or later.</Trans>,
      <Acting by={by} />,
    ]}
  >
    <p className="soft">
      <Trans>Only an empty unit is closed: move its units and people and close its positions first.</Trans>
    </p>
  </ChangeForm>
);

export const NewUnit = ({ unit, ...form }: Changing) => {
  const { t } = useLingui();
  const { kinds } = useWords();
  const typed = useValues(`new unit ${unit.id} ${form.reader}`, { code: "", name: "", kind: "DIVISION", fund: "" });
  const { code = "", name = "", kind, fund } = typed.values;
  return (
    <ChangeForm
      {...form}
      title={<Trans>A new unit below</Trans>}
      typed={typed}
      required={["code", "name"]}
      at={["units.0.code", "units.0.name", "units.0.kind"]}
      document={CreateUnitsByActDocument}
      input={(by) => ({
        ...by,
        units: [{ code: code.trim(), name: name.trim(), kind: kind as UnitKind, holdsFund: fund === "yes", parentId: unit.id }],
      })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} there is “<Said of={name.trim()} />” (<Said of={code.trim()} />) directly below{" "}
          <Said of={unit.name} />.
        </Trans>,
        <Trans>Its code is its own for ever, even when it is closed.</Trans>,
        <Acting by={by} />,
      ]}
    >
      <Field name="code" at={["units.0.code"]} label={<Trans>Code</Trans>} hint={<Trans>Unique in the administration, for ever.</Trans>} />
      <Field name="name" at={["units.0.name"]} label={<Trans>Name</Trans>} />
      <Field
        name="kind"
        at={["units.0.kind"]}
        label={<Trans>Kind</Trans>}
        options={kinds.filter(({ value }) => value !== "PROVINCE")}
      />
      <Field
        name="fund"
        at={["units.0.holdsFund"]}
        label={<Trans>Bonus fund</Trans>}
        options={[
          { value: "", label: t`None of its own: that of the unit above` },
          { value: "yes", label: t`One of its own: it has authority over a pay list` },
        ]}
        optional
      />
    </ChangeForm>
  );
};

export const Withdraw = ({ unit, ...form }: Changing) => {
  const [state, before] = unit.states.nodes;
  const typed = useValues(`withdraw ${state?.id} ${form.reader}`, { reason: "" });
  return (
    state && (
      <ChangeForm
        {...form}
        withoutAct
        title={<Trans>Take back what it was to become on {day(state.effectiveFrom)}</Trans>}
        typed={typed}
        required={["reason"]}
        at={["reason"]}
        document={WithdrawStateOfUnitDocument}
        input={() => ({ id: state.id, reason: (typed.values["reason"] ?? "").trim() })}
        will={() => [
          before ? (
            <Trans>
              From {day(state.effectiveFrom)} on, <Said of={unit.code} /> stays what it was before: “<Said of={before.name} />”.
            </Trans>
          ) : (
            <Trans>
              It was set up by it: the unit <Said of={unit.code} /> is nowhere any more.
            </Trans>
          ),
          <Trans>It is refused once somebody was paid from it. The trail keeps what was taken back, and why.</Trans>,
          <Trans>
            Your reason: “<Said of={(typed.values["reason"] ?? "").trim()} />”
          </Trans>,
        ]}
      >
        <Field name="reason" at={["reason"]} label={<Trans>Reason, kept in the trail</Trans>} long />
      </ChangeForm>
    )
  );
};
