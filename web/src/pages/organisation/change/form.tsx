import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Law } from "../../../components/law";
import { Broken, Code, Sentence } from "../../../components/states";
import type { FaultFragment } from "../../../graphql/generated/graphql";
import { queries } from "../../../graphql/queries";
import { ActFields, actOf, AT_ACT, useAct, type ByAct } from "./act-fields";
import { FormContext, isAt } from "./field";
import { useSend, type Sent } from "./send";
import type { Typed } from "./values";

type Props<Input> = {
  title: ReactNode;
  typed: Typed;
  reader: string;
  /** Names of fields that are to be filled in, and where the server places their faults. */
  required: string[];
  at: string[];
  document: Sent<Input>;
  input: (by: ByAct) => Input;
  /** What it will do, in sentences, before it is done. */
  will: (by: ByAct) => ReactNode[];
  close: () => void;
  done: (from: string) => void;
  withoutAct?: boolean;
  children?: ReactNode;
};

/** A change by an act: what is typed, a second look at what it will do, and what the server refused beside its field. */
export const ChangeForm = <Input,>(props: Props<Input>) => {
  const { title, typed, reader, document, close, children, withoutAct = false } = props;
  const act = useAct(reader);
  const by = actOf(act.values);
  const [looks, look] = useState(false);
  const [faults, setFaults] = useState<FaultFragment[]>([]);
  const [lacking, setLacking] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const send = useSend(document, (found) => {
    setFaults(found);
    look(false);
    if (found.length) return;
    typed.clear();
    void queries.invalidateQueries();
    props.done(by.effectiveFrom);
  });
  useEffect(() => {
    if (faults.length) form.current?.querySelector<HTMLElement>("[aria-invalid=true], .faults")?.focus();
  }, [faults]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const all = { ...typed.values, ...act.values };
    const empty = [...props.required, ...(withoutAct ? [] : AT_ACT)].filter((name) => !all[name]?.trim());
    setLacking(new Set(empty));
    if (empty[0]) return form.current?.querySelector<HTMLElement>(`[data-field="${empty[0]}"]`)?.focus();
    if (looks) send.mutate(props.input(by));
    else look(true);
  };
  const placed = [...props.at, ...(withoutAct ? [] : ["act.number", "act.datedOn", "act.issuer", "effectiveFrom"])];
  const others = faults.filter((fault) => !placed.some((path) => isAt(fault, path)));
  return (
    <form ref={form} className="sheet change" onSubmit={submit} noValidate>
      <h3>{title}</h3>
      {looks ? (
        <Look will={props.will(by)} busy={send.isPending} back={() => look(false)} />
      ) : (
        <>
          <FormContext value={{ typed, faults, lacking }}>{children}</FormContext>
          {!withoutAct && (
            <FormContext value={{ typed: act, faults, lacking }}>
              <ActFields />
            </FormContext>
          )}
          <Others of={others} />
          <div className="buttons">
            <Button type="submit">
              <Trans>Look at what it will do</Trans>
            </Button>
            <Button type="button" variant="default" onClick={close}>
              <Trans>Close the form</Trans>
            </Button>
          </div>
          <p className="small soft">
            <Trans>Nothing is written yet. What you typed stays in this tab.</Trans>
          </p>
        </>
      )}
      {send.error && (
        <Broken inset error={send.error}>
          <Trans>To press again is safe: however often it is sent, it is done once.</Trans>
        </Broken>
      )}
    </form>
  );
};

/** Faults that are of no field here. */
const Others = ({ of }: { of: FaultFragment[] }) => (
  <div className="faults" role="alert" tabIndex={-1}>
    {of.map(({ code, message, law }, place) => (
      <div key={code + place} className="barred">
        <p>
          <Sentence>{message}</Sentence>
        </p>
        {law && <Law>{law}</Law>}
        <Code>{code.toLowerCase()}</Code>
      </div>
    ))}
  </div>
);

const Look = ({ will, busy, back }: { will: ReactNode[]; busy: boolean; back: () => void }) => {
  const at = useRef<HTMLHeadingElement>(null);
  useEffect(() => at.current?.focus(), []);
  return (
    <div className="second-look">
      <h4 tabIndex={-1} ref={at}>
        <Trans>This is what it will do</Trans>
      </h4>
      <ul>
        {will.map((each, place) => (
          <li key={place}>{each}</li>
        ))}
      </ul>
      <div className="buttons">
        <Button type="submit" loading={busy}>
          <Trans>Write it</Trans>
        </Button>
        <Button type="button" variant="default" disabled={busy} onClick={back}>
          <Trans>Not yet: back to the form</Trans>
        </Button>
      </div>
    </div>
  );
};
