import { Plural, Trans } from "@lingui/react/macro";
import type { ReadRun } from "./run";

/** What the models took for everybody because no table records it: whoever approves answers for that, too. */
export const Assumed = ({ run }: { run: ReadRun }) => {
  const taken = run.standIns.nodes;
  if (!taken.length) return null;
  return (
    <section aria-labelledby="assumed">
      <h2 id="assumed">
        <Trans>Taken for granted</Trans>
      </h2>
      <details>
        <summary>
          <Plural
            value={taken.length}
            one="# thing that no table records yet was assumed for everybody"
            other="# things that no table records yet were assumed for everybody"
          />
        </summary>
        <ul className="small">
          {taken.map((each) => (
            <li key={each.column}>{each.says}</li>
          ))}
        </ul>
      </details>
    </section>
  );
};
