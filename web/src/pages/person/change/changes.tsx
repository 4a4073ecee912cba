import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { asked } from "../../../graphql/asked";
import { MayChangePersonDocument } from "../../../graphql/generated/graphql";
import { useSee, useSeen } from "../../organisation/address";
import type { Person } from "../page";
import { EndService, Move, Withdraw, type Changing } from "./forms";
import "../../organisation/change/change.css";

type Change = { form: (changing: Changing) => ReactNode; name: ReactNode; goes: (person: Person) => boolean };

const holdsOne = ({ occupancies }: Person) => Boolean(occupancies.nodes[0]?.position);

// By the word in the address.
const CHANGES: Record<string, Change> = {
  chuyen: { form: Move, name: <Trans>Another post</Trans>, goes: holdsOne },
  thoi: { form: EndService, name: <Trans>End of service</Trans>, goes: holdsOne },
  rut: {
    form: Withdraw,
    name: <Trans>Take back the latest change</Trans>,
    goes: ({ occupancies }) => Boolean(occupancies.nodes[0]?.actNumber),
  },
};

/** What whoever may write people where the file is kept can change about somebody's posts: by an act, from a day on. */
export const Changes = ({ person }: { person: Person }) => {
  const { data } = useQuery(asked(MayChangePersonDocument, { ids: [person.unit.id] }));
  const { doi } = useSeen();
  const see = useSee();
  const [isDone, told] = useState(false);
  if (!data?.me?.rights.totalCount) return null;
  const open = doi ? CHANGES[doi] : undefined;
  const Form = open?.form;
  const leave = (done: boolean) => {
    told(done);
    see({ doi: "" });
  };
  return (
    <section aria-labelledby="changes" className="changes">
      <h2 id="changes">
        <Trans>Change it, by an act</Trans>
      </h2>
      <div role="status">
        {isDone && (
          <p className="told">
            <Trans>Written.</Trans>
          </p>
        )}
      </div>
      {Form && open.goes(person) ? (
        <Form key={doi} person={person} reader={data.me.id} close={() => leave(false)} done={() => leave(true)} />
      ) : (
        <div className="buttons">
          {Object.entries(CHANGES)
            .filter(([, { goes }]) => goes(person))
            .map(([word, { name }]) => (
              <Button key={word} variant="default" onClick={() => see({ doi: word })}>
                {name}
              </Button>
            ))}
        </div>
      )}
    </section>
  );
};
