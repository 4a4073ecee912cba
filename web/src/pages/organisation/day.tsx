import { Trans } from "@lingui/react/macro";
import { TextInput, UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { day } from "../../components/formats";
import { isDay, useSee, useSeen } from "./address";

/** The day on which all is looked at: in the address, so that a link shows the same. */
export const DayField = ({ today }: { today: string }) => {
  const { ngay } = useSeen();
  const see = useSee();
  const [typed, type] = useState(ngay ?? today);
  useEffect(() => type(ngay ?? today), [ngay, today]);
  const changed = (value: string) => {
    type(value);
    if (isDay(value)) see({ ngay: value === today ? "" : value });
  };
  return (
    <div className="as-of">
      <TextInput
        type="date"
        label={<Trans>As of the day</Trans>}
        value={typed}
        onChange={(event) => changed(event.currentTarget.value)}
      />
      {(!ngay || ngay === today) && (
        <p className="small soft">
          <Trans>Today, {day(today)}</Trans>
        </p>
      )}
      <p className="small other-day" role="status">
        {ngay && ngay !== today && (
          <>
            <b>
              {ngay < today ? (
                <Trans>You see {day(ngay)}, not today.</Trans>
              ) : (
                <Trans>You see {day(ngay)}, as is known today.</Trans>
              )}
            </b>{" "}
            <UnstyledButton onClick={() => see({ ngay: "" })}>
              <Trans>Back to today, {day(today)}</Trans>
            </UnstyledButton>
          </>
        )}
      </p>
    </div>
  );
};
