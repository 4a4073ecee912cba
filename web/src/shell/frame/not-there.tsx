import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

/** An address that no page has. */
export const NotThere = () => (
  <section className="within">
    <h1>
      <Trans>There is no page here</Trans>
    </h1>
    <p>
      <Link to="/">
        <Trans>To the first page</Trans>
      </Link>
    </p>
  </section>
);
