import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Choice, Law } from "../../components/law";
import { i18n } from "../../shell/language";
import type { Task } from "./page";
import { placeOf } from "./place";

const DAY_MS = 86_400_000;
const SOON = 3;

/** A line: until when, what and why, and one action where there is a page for it. */
export const TaskRow = ({ task, day, first }: { task: Task; day: string; first: boolean }) => {
  const place = placeOf(task.nodeId);
  return (
    <li className="task">
      <Due of={task} day={day} />
      <div className="what">
        <h2>{task.title}</h2>
        <p className="small soft">
          {task.people !== null && (
            <>
              <Plural value={task.people} one="# person" other="# people" /> ·{" "}
            </>
          )}
          {task.amount && <>{task.amount.formatted} · </>}
          {task.reason}
        </p>
        {task.law && (
          <p>
            <Law>{task.law}</Law>
          </p>
        )}
        {task.choice && (
          <p>
            <Choice>{task.choice}</Choice>
          </p>
        )}
      </div>
      {place && (
        <Button renderRoot={(props) => <Link {...props} {...place} />} {...look(first)}>
          {task.action}
        </Button>
      )}
    </li>
  );
};

// A variant that is named takes Mantine's colours: the plain button has ours.
const look = (first: boolean) => (first ? {} : { variant: "default" });

/** The last day, as days from the administration's own; nothing where no day is set, but for what is new. */
const Due = ({ of: { dueOn: on, kind }, day }: { of: Task; day: string }) => {
  if (!on) return <span className="due">{kind === "PAY_LINE_NEW" && <Trans>new</Trans>}</span>;
  const left = Math.round((Date.parse(on) - Date.parse(day)) / DAY_MS);
  return (
    <span className="due" data-soon={left <= SOON}>
      <time dateTime={on} title={i18n.date(`${on}T12:00:00`)}>
        {left < 0 ? (
          <Trans>late since {i18n.date(`${on}T12:00:00`)}</Trans>
        ) : left === 0 ? (
          <Trans>today</Trans>
        ) : (
          <Plural value={left} one="# day" other="# days" />
        )}
      </time>
    </span>
  );
};
