import { Trans } from "@lingui/react/macro";

export const Page = () => (
  <div className="within">
    <h1>
      <Trans>Meritgrid</Trans>
    </h1>
  </div>
);
