import { Trans } from "@lingui/react/macro";
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { createContext, use, type ReactNode } from "react";
import { Sentence } from "../../../components/states";
import type { FaultFragment } from "../../../graphql/generated/graphql";
import type { Typed } from "./values";

type OfForm = { typed: Typed; faults: FaultFragment[]; lacking: ReadonlySet<string> };

/** What the fields of a form know of it: what is typed, what the server refused, what is still to be filled in. */
export const FormContext = createContext<OfForm>({} as OfForm);

type Props = {
  name: string;
  /** Where the server places its faults: `units.0.name`; several, when it may name the thing in several ways. */
  at: string[];
  label: ReactNode;
  hint?: ReactNode;
  type?: "text" | "date" | "number";
  optional?: boolean;
  options?: { value: string; label: string }[];
  long?: boolean;
};

/** A field with the faults that name it beside it. */
export const Field = ({ name, at, label, hint, type = "text", optional = false, options, long = false }: Props) => {
  const { typed, faults, lacking } = use(FormContext);
  const refused = faults.filter((fault) => at.some((path) => isAt(fault, path)));
  const lacks = lacking.has(name) && !typed.values[name]?.trim();
  const error = lacks ? <Trans>Fill this in.</Trans> : refused.length > 0 && <Refused of={refused} />;
  const shared = {
    label,
    description: hint,
    error: error || undefined,
    withAsterisk: !optional,
    required: !optional,
    "data-field": name,
    value: typed.values[name] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => typed.set(name, event.currentTarget.value),
  };
  if (options) return <NativeSelect {...shared} data={options} />;
  if (long) return <Textarea {...shared} rows={3} maxLength={2000} />;
  return <TextInput {...shared} type={type} autoComplete="off" {...(type === "number" && { min: 1 })} />;
};

const Refused = ({ of }: { of: FaultFragment[] }) =>
  of.map(({ code, message }, place) => (
    <span key={code + place} className="fault">
      <Sentence>{message}</Sentence>
    </span>
  ));

/** Whether a fault is of what stands at a path of the input. */
export const isAt = ({ path }: FaultFragment, at: string): boolean => path.join(".") === `input.${at}`;
