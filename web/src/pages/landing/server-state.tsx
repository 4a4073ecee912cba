import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { asked } from "../../graphql/asked";
import { AboutDocument, type AboutQuery } from "../../graphql/generated/graphql";

const AGAIN_MS = 5_000;
const AGAIN_WHILE_LOADING_MS = 1_000;

/** How the server is: asked again and again, so that nobody has to. */
export const ServerState = () => {
  const { data, error } = useQuery({
    ...asked(AboutDocument, {}),
    refetchInterval: ({ state }) => (state.data?.about?.loading ? AGAIN_WHILE_LOADING_MS : AGAIN_MS),
  });
  const well = Boolean(data?.about?.database) && !error;
  return (
    <p className="server-state small soft" role="status" data-well={well || undefined}>
      {error ? <Trans>The server does not answer.</Trans> : <Said of={data?.about} />}
    </p>
  );
};

/** How the server is run, in words; its own word for a mode that has none here. */
const Mode = ({ of: mode }: { of: string }) =>
  ({
    development: <Trans>development</Trans>,
    rehearsal: <Trans>rehearsal</Trans>,
    production: <Trans>production</Trans>,
  })[mode] ?? mode;

const Said = ({ of: server }: { of: AboutQuery["about"] | undefined }) => {
  const { i18n } = useLingui();
  if (!server) return <Trans>Asking the server …</Trans>;
  if (!server.database) return <Trans>The server answers; its database is away.</Trans>;
  if (server.loading) return <Trans>Loading the demo: {server.loading.donePercent}%</Trans>;
  const today = server.today && new Intl.DateTimeFormat(i18n.locale).format(new Date(server.today));
  if (server.dayIsSet)
    return (
      <Trans>
        Answering · version {server.version} · <Mode of={server.mode} /> · today is {today}
      </Trans>
    );
  return (
    <Trans>
      Answering · version {server.version} · <Mode of={server.mode} />
    </Trans>
  );
};
