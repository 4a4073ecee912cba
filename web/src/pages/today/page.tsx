import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { PageTitle } from "../../components/page-title";
import { Said } from "../../components/said";
import { Answered } from "../../components/states";
import { asked } from "../../graphql/asked";
import { TodayDocument, type TodayQuery } from "../../graphql/generated/graphql";
import { i18n } from "../../shell/language";
import "./page.css";
import { Recent } from "./recent";
import { TaskRow } from "./task-row";
import { Trail } from "./trail";

export type Me = NonNullable<TodayQuery["me"]>;
export type Task = Me["tasks"]["nodes"][number];

/** What waits for whoever is signed in, until when, and where to press; then what they did lately. */
export const Page = () => {
  const { t } = useLingui();
  const today = useQuery(asked(TodayDocument, {}));
  return (
    <Answered of={today}>
      {({ me, about, auditStatus }) =>
        me && (
          <div className="within today">
            <PageTitle of={t`Today`} />
            <p className="soft">
              {about && wholeDay(about.today)}
              {about?.dayIsSet && (
                <>
                  {" · "}
                  <Trans>a working day set for trial</Trans>
                </>
              )}
            </p>
            <h1>
              <Heading waiting={me.tasks.totalCount} name={me.name} />
            </h1>
            <div className="two">
              <div>
                <Waiting tasks={me.tasks.nodes} day={about?.today ?? ""} />
                <Recent events={me.recent.nodes} />
              </div>
              {auditStatus && <Trail of={auditStatus} />}
            </div>
          </div>
        )
      }
    </Answered>
  );
};

const Heading = ({ waiting, name }: { waiting: number; name: string }) =>
  waiting ? (
    <Trans>
      <Plural value={waiting} one="# thing waits" other="# things wait" /> for <Said of={name} />
    </Trans>
  ) : (
    <Trans>Nothing is left to do</Trans>
  );

const Waiting = ({ tasks, day }: { tasks: Task[]; day: string }) =>
  tasks.length ? (
    <ul className="tasks">
      {tasks.map((task, place) => (
        <TaskRow key={task.kind + task.nodeId + task.dueOn} task={task} day={day} first={place === 0} />
      ))}
    </ul>
  ) : (
    <p className="nothing">
      <Trans>What waits for your decision, or is new for you, will stand here.</Trans>
    </p>
  );

const wholeDay = (day: string): string => i18n.date(`${day}T12:00:00`, { dateStyle: "full" });
