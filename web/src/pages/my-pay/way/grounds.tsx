import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Choice, Law } from "../../../components/law";
import type { GroundFragment } from "../../../graphql/generated/graphql";

type Ground = GroundFragment;

/** What a step rests on: the law underlined; what nobody set with the mark of a choice, and said to be assumed. */
export const Grounds = ({ of: grounds }: { of: readonly Ground[] }) =>
  grounds.map((ground) => (
    <span key={`${ground.says} ${ground.text}`} className="ground">
      {ground.says && <span className="says">{ground.says}. </span>}
      {ground.kind === "LAW" ? <Law href={ground.href}>{ground.text}</Law> : <Set by={ground} />}
      <Sure of={ground} />
    </span>
  ));

const Set = ({ by: { kind, text, href } }: { by: Ground }) => {
  if (kind === "REGULATION" || kind === "LEFT_OPEN") return <span className="law plain">{text}</span>;
  return (
    <Choice>
      {text}{" "}
      {href && kind === "ASSUMED" && (
        <a href={href} rel="noreferrer">
          <Trans>See the source</Trans>
        </a>
      )}
    </Choice>
  );
};

/** How sure we are of a text that was not read itself. */
const Sure = ({ of: { kind, certainty } }: { of: Ground }) => {
  const said = kind === "LAW" && certainty ? UNSURE[certainty] : undefined;
  return said ? <span className="soft small"> ({said})</span> : null;
};

const UNSURE: { [certainty: string]: ReactNode } = {
  OCR: <Trans>read by machine from a copy</Trans>,
  PRESS: <Trans>as the press says</Trans>,
  THIRD_PARTY: <Trans>as others’ programs have it</Trans>,
  DERIVED: <Trans>as it follows from the text</Trans>,
  MEMORY: <Trans>from memory, not looked up</Trans>,
};
