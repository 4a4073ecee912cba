import { Trans, useLingui } from "@lingui/react/macro";
import { UnstyledButton, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asked } from "../../graphql/asked";
import { MeDocument, type MeQuery } from "../../graphql/generated/graphql";
import { useEffect } from "react";
import mark from "../../mark.svg";
import { useSession } from "../../session/session";
import { language, speak, type Language } from "../language";
import { Menu } from "./menu";
import { Speak } from "./speak";
import "./top.css";
import { Who } from "./who";

export const Top = () => {
  const session = useSession();
  return (
    <header className="top">
      <div className="within">
        <Link to="/" className="wordmark">
          <img src={mark} alt="" width="26" height="26" />
          Meritgrid
        </Link>
        <Menu>
          {session?.signedIn && <Pages />}
          <div className="reader">
            <Speak />
            <Scheme />
            {session && (session.signedIn ? <Who name={session.name ?? ""} /> : <SignIn />)}
          </div>
        </Menu>
      </div>
    </header>
  );
};

/** The pages that this account has something on. */
const Pages = () => {
  const { t } = useLingui();
  const { data } = useQuery(asked(MeDocument, {}));
  useLanguageOf(data?.me);
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
      {data?.me?.rights.totalCount ? (
        <Link to="/co-cau">
          <Trans>Organisation</Trans>
        </Link>
      ) : null}
    </nav>
  );
};

/** The server speaks to an account as it chose, in whatever browser: so does the page. */
function useLanguageOf(me: MeQuery["me"] | undefined) {
  const chosen = me?.language?.toLowerCase() as Language | undefined;
  useEffect(() => {
    if (chosen && chosen !== language()) void speak(chosen).catch(() => undefined);
  }, [chosen]);
}

const Scheme = () => {
  const { t } = useLingui();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const other = dark ? t`Light colours` : t`Dark colours`;
  return (
    <UnstyledButton aria-label={other} onClick={() => setColorScheme(dark ? "light" : "dark")}>
      <span aria-hidden="true">{dark ? "☀" : "☾"}</span>
      <span className="on-phone">{other}</span>
    </UnstyledButton>
  );
};

const SignIn = () => (
  <Link to="/dang-nhap">
    <Trans>Sign in</Trans>
  </Link>
);
