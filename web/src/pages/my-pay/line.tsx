import { Trans } from "@lingui/react/macro";
import type { MyPayLineQuery } from "../../graphql/generated/graphql";
import { ChangeInShort, Changes } from "./changes/changes";
import { Disagree } from "./disagree";
import type { Employee } from "./page";
import { Paper } from "./paper";
import { Proof } from "./proof/proof";
import { Twin } from "./twin";
import { FromWorkToMoney, InOneSentence } from "./way/way";

export type PayLine = Extract<NonNullable<MyPayLineQuery["node"]>, { amount: unknown }>;

/** One line: the amount, a sentence, the way to it, what changed, and what proves it. */
export const Line = ({ of: line, mine }: { of: PayLine; mine: Employee["payLines"]["nodes"] }) => (
  <div className="two">
    <article>
      <Amount of={line} mine={mine} />
      <FromWorkToMoney of={line} />
      <Changes of={line} />
    </article>
    <aside>
      <Proof of={line} />
      <Disagree of={line} />
    </aside>
  </div>
);

const Amount = ({ of: line, mine }: { of: PayLine; mine: Employee["payLines"]["nodes"] }) => (
  <header className="amount">
    <p className="soft small">
      {line.paidFor?.title} · {line.unit.name} · {line.employee?.fullName}
    </p>
    <h1>{line.amount.formatted}</h1>
    {!line.isPaying && (
      <p>
        <b>
          <Trans>This run is not approved: nobody is paid by it yet, and the amount may change.</Trans>
        </b>
      </p>
    )}
    <InOneSentence of={line} />
    <Twin of={line} mine={mine} />
    <ChangeInShort of={line} />
    <Paper of={line} />
  </header>
);
