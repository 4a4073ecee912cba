import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Example } from "./example";
import { Parts } from "./parts";
import { ServerState } from "./server-state";
import "./page.css";

const FirstRun = lazy(async () => ({ default: (await import("./first-run")).FirstRun }));

/** What this is, for whoever has not signed in. */
export const Page = () => (
  <div className="within landing">
    <section className="opening">
      <div>
        <h1>
          <Trans>Pay that explains itself, to the last đồng.</Trans>
        </h1>
        <p className="lead">
          <Trans>
            Results of work, score, class, share of the fund: each step names the text of law behind it. Meritgrid
            computes pay from rules written as code, and keeps the reason for every amount.
          </Trans>
        </p>
        <p className="actions">
          <Button component={Link} to="/dang-nhap">
            <Trans>Sign in</Trans>
          </Button>
          <a href="/graphiql">
            <Trans>or ask it yourself, in GraphiQL</Trans>
          </a>
        </p>
        <ServerState />
      </div>
      <Example />
    </section>
    <Parts />
    <Suspense>
      <FirstRun />
    </Suspense>
  </div>
);
