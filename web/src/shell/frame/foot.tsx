import { Trans } from "@lingui/react/macro";
import { useSession } from "../../session/session";
import "./foot.css";

export const Foot = () => (
  <footer className="foot">
    <div className="within">
      {useSession()?.development && (
        <p>
          <Trans>A trial: every person and unit here is made up.</Trans>
        </p>
      )}
      <p>
        <Trans>This page loads nothing from elsewhere, counts nothing, follows nobody.</Trans>
      </p>
    </div>
  </footer>
);
