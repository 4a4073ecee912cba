import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Said } from "../said";
import { State } from "./state";

type Props = { title: ReactNode; typed: string; unknown?: boolean; children: ReactNode };

/** Somebody else changed it meanwhile: what they did (`children`), and what became of the reader's own doing. */
export const MovedOn = ({ title, typed, unknown = false, children }: Props) => (
  <State tone="warn" icon="moved" title={title} inset>
    {children}
    <p>
      {unknown ? (
        <Trans>If what you sent was written, it is among these.</Trans>
      ) : (
        <Trans>Nothing of yours was written.</Trans>
      )}{" "}
      <Trans>This page shows it as it is now.</Trans>{" "}
      {typed && (
        <Trans>
          What you typed is still here: “<Said of={typed} />”
        </Trans>
      )}
    </p>
  </State>
);
