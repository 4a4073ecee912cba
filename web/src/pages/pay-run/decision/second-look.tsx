import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Act, ReadRun } from "../run";
import { ActName, Lost } from "../words";

type Props = { act: Act; run: ReadRun; reason: string; busy: boolean; back: () => void };

/** Before an act from which no way leads back: what cannot be undone, and the reason as it will be kept. */
export const SecondLook = ({ act, run, reason, busy, back }: Props) => {
  const at = useRef<HTMLHeadingElement>(null);
  useEffect(() => at.current?.focus(), [act]); // the button that had it is gone
  const total = run.total.formatted;
  return (
    <div className="second-look">
      <h3 tabIndex={-1} ref={at}>
        <Trans>This cannot be undone</Trans>
      </h3>
      <ul>
        <Lost act={act} total={total} />
      </ul>
      <p className="small">
        <Trans>Your reason:</Trans> <q>{reason}</q>
      </p>
      <Button type="submit" value={act} disabled={busy} fullWidth>
        <ActName act={act} total={total} />
      </Button>
      <Button type="button" variant="default" disabled={busy} fullWidth onClick={back}>
        <Trans>Not yet: back to the reason</Trans>
      </Button>
    </div>
  );
};
