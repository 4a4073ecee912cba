import { Trans } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Broken } from "../../components/states";
import { send } from "../../graphql/send";
import { signInForTrial } from "../../session/session";
import { Does } from "./does";

type Account = { name: string; title: string };

const AGAIN_MS = 2_000;

/** One click for each account of the demo. */
export const Trial = ({ next }: { next: string }) => {
  const router = useRouter();
  const accounts = useQuery({
    queryKey: ["development accounts"],
    queryFn: ({ signal }) => send<Account[]>("/development/accounts", { signal }),
    refetchInterval: ({ state }) => !state.data?.length && AGAIN_MS,
  });
  const entering = useMutation({
    mutationFn: signInForTrial,
    onSuccess: () => router.history.push(next),
  });
  return (
    <div className="trial">
      <h3>
        <Trans>For a trial</Trans>
      </h3>
      <p className="small soft">
        <Trans>This server holds made-up people only. Choose who to be:</Trans>
      </p>
      {entering.error && <Broken inset error={entering.error} />}
      {accounts.error && <Broken inset goesOn error={accounts.error} reset={() => void accounts.refetch()} />}
      {accounts.data?.length === 0 && (
        <p role="status">
          <Trans>The demo is loading; its accounts are about to come.</Trans>
        </p>
      )}
      <ul>
        {accounts.data?.map(({ name, title }) => (
          <li key={name}>
            <UnstyledButton disabled={entering.isPending} onClick={() => entering.mutate(name)}>
              <b>{title}</b>
              <span className="small soft">
                <Does account={name} />
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
};
