import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { asked } from "../../graphql/asked";
import { MyPayWayDocument } from "../../graphql/generated/graphql";

/** What to do when something is wrong: to whom, until when, and a letter to fill in, as the server says it. */
export const Disagree = ({ of: line }: { of: { id: string } }) => {
  const { data } = useQuery(asked(MyPayWayDocument, { id: line.id }));
  const objection = data?.payLineWay?.objection;
  return (
    <section className="sheet disagree">
      <h2>
        <Trans>You do not agree?</Trans>
      </h2>
      {objection && (
        <>
          <dl className="small">
            <dt>
              <Trans>To whom</Trans>
            </dt>
            <dd>{objection.to}</dd>
            <dt>
              <Trans>Until when</Trans>
            </dt>
            <dd>{objection.until}</dd>
            <dt>
              <Trans>The answer</Trans>
            </dt>
            <dd>{objection.answer}</dd>
          </dl>
          <details className="every-step">
            <summary>
              <Trans>What to write</Trans>
            </summary>
            <p className="letter small">{objection.letter}</p>
          </details>
        </>
      )}
    </section>
  );
};
