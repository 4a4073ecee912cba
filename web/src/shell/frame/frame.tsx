import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { Answered } from "../../components/states";
import { sessionQuery } from "../../session/session";
import { Foot } from "./foot";
import { Notice } from "./notice";
import { Top } from "../top/top";

/** What stands around every page. */
export const Frame = () => (
  <>
    <a className="skip" href="#main">
      <Trans>To the content</Trans>
    </a>
    <Top />
    <Notice />
    <main id="main" tabIndex={-1}>
      <ForSomebody />
    </main>
    <Foot />
  </>
);

/** No page is shown before it is known who reads it; nobody is an answer, a server that is away is none. */
const ForSomebody = () => {
  const session = useQuery(sessionQuery);
  return session.data ? <Outlet /> : <Answered of={session}>{() => null}</Answered>;
};
