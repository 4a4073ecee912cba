import { Trans } from "@lingui/react/macro";
import { samples } from "../../graphiql/samples";

/** The documents of the first run, each a link into GraphiQL; their words are those of docs/how-to, in English. */
export const FirstRun = () => (
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
    <ol className="documents" lang="en">
      {samples.map((sample) => (
        <li key={sample.name}>
          <a href={`/graphiql#${sample.name}`}>{sample.title}</a>
          {sample.as && <span className="soft small">as {sample.as}</span>}
          <p>{sample.shows}</p>
        </li>
      ))}
    </ol>
  </section>
);
