import { Trans, useLingui } from "@lingui/react/macro";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import {
  EndServiceByActDocument,
  MovePeopleByActDocument,
  WithdrawPostHeldDocument,
} from "../../../graphql/generated/graphql";
import { Acting } from "../../organisation/change/act-fields";
import { Field } from "../../organisation/change/field";
import { ChangeForm } from "../../organisation/change/form";
import { useValues } from "../../organisation/change/values";
import type { Person } from "../page";

export type Changing = { person: Person; reader: string; close: () => void; done: (from: string) => void };

const latest = (person: Person) => ({
  employeeId: person.id,
  expectedOccupancyId: person.occupancies.nodes[0]?.id ?? null,
});

export const Move = ({ person, ...form }: Changing) => {
  const { t } = useLingui();
  const typed = useValues(`move ${person.id} ${form.reader}`, { post: "", how: "", above: "" });
  const { post = "", how = "", above = "" } = typed.values;
  return (
    <ChangeForm
      {...form}
      title={<Trans>Another post</Trans>}
      typed={typed}
      required={["post"]}
      at={["people.0.positionCode"]}
      document={MovePeopleByActDocument}
      input={(by) => ({
        ...by,
        people: [
          {
            ...latest(person),
            positionCode: post.trim(),
            acting: how === "acting",
            seconded: how === "seconded",
            aboveStaffing: above === "yes",
          },
        ],
      })}
      will={(by) => [
        <Trans>
          From {day(by.effectiveFrom)} <Said of={person.fullName} /> holds the post <Said of={post.trim()} />.
        </Trans>,
        how === "seconded" ? (
          <Trans>The file stays where it is: it is for a time.</Trans>
        ) : (
          <Trans>The file follows on that day, and the rights to read it with it.</Trans>
        ),
        <Acting by={by} />,
      ]}
    >
      <Field
        name="post"
        at={["people.0.positionCode"]}
        label={<Trans>Code of the post</Trans>}
        hint={<Trans>It stands under the title on the sheet of its unit.</Trans>}
      />
      <Field
        name="how"
        at={["people.0.seconded", "people.0.acting"]}
        optional
        label={<Trans>How it is held</Trans>}
        options={[
          { value: "", label: t`As one's own post` },
          { value: "acting", label: t`For somebody else` },
          { value: "seconded", label: t`Seconded for a time` },
        ]}
      />
      <Field
        name="above"
        at={["people.0.aboveStaffing"]}
        optional
        label={<Trans>Above the number that it takes</Trans>}
        options={[
          { value: "", label: t`No: refuse it when the post is full` },
          { value: "yes", label: t`Yes: the act says so` },
        ]}
      />
    </ChangeForm>
  );
};

export const EndService = ({ person, ...form }: Changing) => (
  <ChangeForm
    {...form}
    title={<Trans>End of service</Trans>}
    typed={useValues(`end ${person.id} ${form.reader}`, {})}
    required={[]}
    at={[]}
    document={EndServiceByActDocument}
    input={(by) => ({ ...by, people: [latest(person)] })}
    will={(by) => [
      <Trans>
        From {day(by.effectiveFrom)} <Said of={person.fullName} /> holds no post any more. The day before is the last one.
      </Trans>,
      <Trans>The file stays, with all that was recorded and paid.</Trans>,
      <Acting by={by} />,
    ]}
  >
    <p className="soft">
      <Trans>For whoever retires or leaves. Name the first day without a post.</Trans>
    </p>
  </ChangeForm>
);

export const Withdraw = ({ person, ...form }: Changing) => {
  const [held] = person.occupancies.nodes;
  const typed = useValues(`withdraw ${held?.id} ${form.reader}`, { reason: "" });
  const reason = (typed.values["reason"] ?? "").trim();
  return (
    held && (
      <ChangeForm
        {...form}
        withoutAct
        title={<Trans>Take back what was to be from {day(held.effectiveFrom)}</Trans>}
        typed={typed}
        required={["reason"]}
        at={["reason"]}
        document={WithdrawPostHeldDocument}
        input={() => ({ id: held.id, reason })}
        will={() => [
          <Trans>
            From {day(held.effectiveFrom)} on, <Said of={person.fullName} /> holds the post held before; with the only
            post, the hire is taken back.
          </Trans>,
          <Trans>It is refused once somebody was paid from it. The trail keeps what was taken back, and why.</Trans>,
          <Trans>
            Your reason: “<Said of={reason} />”
          </Trans>,
        ]}
      >
        <Field name="reason" at={["reason"]} label={<Trans>Reason, kept in the trail</Trans>} long />
      </ChangeForm>
    )
  );
};
