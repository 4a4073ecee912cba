import { Trans, useLingui } from "@lingui/react/macro";
import { day } from "../../../components/formats";
import { Said } from "../../../components/said";
import { useSeen } from "../address";
import { Field } from "./field";
import { useValues, type Typed, type Values } from "./values";

export type ByAct = { act: { number: string; datedOn: string; issuer: string }; effectiveFrom: string };

/** What is to be filled in of an act. */
export const AT_ACT = ["number", "datedOn", "issuer", "from"];

/** The act that one works by: it stays for the next change, since an act says several things. */
export function useAct(reader: string): Typed {
  const { ngay } = useSeen();
  return useValues(`act ${reader}`, { number: "", datedOn: "", issuer: "", from: ngay ?? "" });
}

/** The act as the server takes it. */
export const actOf = ({ number = "", datedOn = "", issuer = "", from = "" }: Values): ByAct => ({
  act: { number: number.trim(), datedOn, issuer: issuer.trim() },
  effectiveFrom: from,
});

export const ActFields = () => {
  const { t } = useLingui();
  return (
    <fieldset>
      <legend>
        <Trans>The act that says so</Trans>
      </legend>
      <Field name="number" at={["act.number"]} label={<Trans>Number</Trans>} hint={t`Such as 12/QĐ-UBND`} />
      <Field name="datedOn" at={["act.datedOn"]} type="date" label={<Trans>Issued on</Trans>} />
      <Field name="issuer" at={["act.issuer"]} label={<Trans>Issued by</Trans>} />
      <Field name="from" at={["effectiveFrom"]} type="date" label={<Trans>First day on which it is so</Trans>} />
    </fieldset>
  );
};

/** The last sentence of a second look: by which act, which the trail keeps. */
export const Acting = ({ by: { act } }: { by: ByAct }) => (
  <Trans>
    By <Said of={act.number} /> of {day(act.datedOn)}, <Said of={act.issuer} />. The trail keeps the act and your name.
  </Trans>
);
