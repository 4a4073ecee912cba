import { Trans, useLingui } from "@lingui/react/macro";
import { UnstyledButton, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asked } from "../graphql/asked";
import { MeDocument, SetLanguageDocument } from "../graphql/generated/graphql";
import { run } from "../graphql/run";
import mark from "../mark.svg";
import { signOut, useSession } from "../session/session";
import { queries } from "../graphql/queries";
import { language, speak, type Language } from "./language";
import "./top.css";

export const Top = () => {
  const session = useSession();
  return (
    <header className="top">
      <div className="within">
        <Link to="/" className="wordmark">
          <img src={mark} alt="" width="26" height="26" />
          Meritgrid
        </Link>
        {session?.signedIn && <Pages />}
        <div className="reader">
          <Speak />
          <Scheme />
          {session?.signedIn ? <Who name={session.name ?? ""} /> : <SignIn />}
        </div>
      </div>
    </header>
  );
};

/** The pages that this account has something on. */
const Pages = () => {
  const { t } = useLingui();
  const { data } = useQuery(asked(MeDocument, {}));
  return (
    <nav aria-label={t`Pages`}>
      <Link to="/" activeOptions={{ exact: true }}>
        <Trans>Today</Trans>
      </Link>
      {data?.me?.employee && (
        <Link to="/tien-cua-toi">
          <Trans>My pay</Trans>
        </Link>
      )}
    </nav>
  );
};

/** The other language: for this browser, and for the account wherever it signs in; what is shown is asked again. */
const Speak = () => {
  const signedIn = useSession()?.signedIn;
  const other = language() === "vi" ? "en" : "vi";
  const change = async () => {
    await speak(other);
    if (signedIn) await choose(other).catch(() => undefined); // the page speaks it anyway, and asks for it each time
    await queries.invalidateQueries();
  };
  return (
    <UnstyledButton lang={other} onClick={() => void change()}>
      {other === "vi" ? "Tiếng Việt" : "English"}
    </UnstyledButton>
  );
};

const CHOICES = { vi: "VI", en: "EN" } as const;

const choose = (chosen: Language): Promise<unknown> =>
  run(
    SetLanguageDocument,
    { input: { language: CHOICES[chosen], idempotencyKey: crypto.randomUUID() } },
    { change: true },
  );

const Scheme = () => {
  const { t } = useLingui();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return (
    <UnstyledButton
      aria-label={dark ? t`Light colours` : t`Dark colours`}
      onClick={() => setColorScheme(dark ? "light" : "dark")}
    >
      <span aria-hidden="true">{dark ? "☀" : "☾"}</span>
    </UnstyledButton>
  );
};

const Who = ({ name }: { name: string }) => (
  <>
    <span className="who" title={name}>
      {name}
    </span>
    <UnstyledButton onClick={() => void signOut()}>
      <Trans>Sign out</Trans>
    </UnstyledButton>
  </>
);

const SignIn = () => (
  <Link to="/dang-nhap">
    <Trans>Sign in</Trans>
  </Link>
);
