import { Trans } from "@lingui/react/macro";
import type { StationFragment } from "../../../graphql/generated/graphql";

/** The thresholds from the lowest to the highest: which are reached, and from where the others begin. */
export const Limits = ({ of: limits }: { of: StationFragment["limits"] }) => (
  <ol className="limits small">
    {limits.toReversed().map(({ says, value, reached }) => (
      <li key={says} data-reached={reached || undefined}>
        <span aria-hidden="true">{reached ? "✓" : "○"}</span> {says}: <Trans>from {value}</Trans>{" "}
        <span className="soft">{reached ? <Trans>reached</Trans> : <Trans>not reached</Trans>}</span>
      </li>
    ))}
  </ol>
);
