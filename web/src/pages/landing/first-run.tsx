import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { samples } from "../../graphiql/samples";

/** The documents of the first run, each a link into GraphiQL; what each shows stands in docs/how-to, in English. */
export const FirstRun = () => {
  const vi = useLingui().i18n.locale === "vi";
  return (
  <section aria-labelledby="samples">
    <h2 id="samples">
      <Trans>The first run</Trans>
    </h2>
    <p>
      <Trans>
        The whole story, one document after the other. Each opens in GraphiQL, signed in as the account beside it where
        the server is in development.
      </Trans>
    </p>
    <ol className="documents">
      {samples.map((sample) => (
        <li key={sample.name}>
          <a href={`/graphiql#${sample.name}`}>{(vi && sample.titleVi) || sample.title}</a>
          {sample.as && <span className="soft small"><Trans>as {sample.as}</Trans></span>}
          {!vi && <p>{sample.shows}</p>}
        </li>
      ))}
    </ol>
  </section>
  );
};
