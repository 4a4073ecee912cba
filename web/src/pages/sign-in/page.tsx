import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { PageTitle } from "../../components/page-title";
import { useSession } from "../../session/session";
import { useNext } from "./next";
import { Trial } from "./trial";
import "./page.css";

/** The way in: the administration's own provider; in development also one click for each account of the demo. */
export const Page = () => {
  const { t } = useLingui();
  const session = useSession();
  const next = useNext();
  return (
    <div className="within sign-in">
      <PageTitle of={t`Sign in`} />
      <section className="words">
        <h1>
          <Trans>Pay that explains itself, to the last đồng.</Trans>
        </h1>
        <p className="lead">
          <Trans>Results of work, score, class, share of the fund: each step names the text of law behind it.</Trans>
        </p>
      </section>
      <section>
        <h2>
          <Trans>Sign in</Trans>
        </h2>
        {session && session.providers.length > 0 && (
          <>
            <Button component="a" href={`/sign-in?next=${encodeURIComponent(next)}`} fullWidth>
              <Trans>With your account of the civil service</Trans>
            </Button>
            <p className="small soft">
              <Trans>The password is typed at your agency’s own gate, never here.</Trans>
            </p>
          </>
        )}
        {session && session.providers.length === 0 && !session.development && (
          <p>
            <Trans>This server knows no provider for sign-in on pages. Its operator names one in the settings.</Trans>
          </p>
        )}
        {session?.development && <Trial next={next} />}
      </section>
    </div>
  );
};
