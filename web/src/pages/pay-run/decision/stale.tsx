import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { moment } from "../../../components/formats";
import type { Run } from "../run";

type Changed = Run["changedInputs"][number];

/** What was changed since the run was made: it pays from what was there then, and whoever decides has to know. */
export const Stale = ({ run }: { run: Run }) => {
  if (!run.changedInputs.length) return null;
  const made = moment(run.madeAt);
  return (
    <div className="outdated">
      <h3>
        <Trans>Changed since this run was made</Trans>
      </h3>
      <ul>
        {run.changedInputs.map((each) => (
          <li key={each.input}>
            <Of changed={each} />
          </li>
        ))}
      </ul>
      <p className="small">
        <Trans>
          It pays from what was there on {made}. To pay from what is there now, set it aside and make another.
        </Trans>
      </p>
    </div>
  );
};

const Of = ({ changed: { input, people } }: { changed: Changed }): ReactNode =>
  ({
    RESULTS: <Plural value={people} one="results of # person" other="results of # people" />,
    ASSESSMENTS: <Plural value={people} one="scores of # person" other="scores of # people" />,
    FINDINGS: <Plural value={people} one="findings on # person" other="findings on # people" />,
    ALLOWANCES: <Plural value={people} one="allowances of # person" other="allowances of # people" />,
    GRADES: <Plural value={people} one="grades of # person" other="grades of # people" />,
    POSTS: <Plural value={people} one="posts of # person" other="posts of # people" />,
    UNITS: <Plural value={people} one="the unit of # person" other="the units of # people" />,
  })[input];
