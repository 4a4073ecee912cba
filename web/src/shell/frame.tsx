import { Trans } from "@lingui/react/macro";
import { Outlet } from "@tanstack/react-router";
import { Foot } from "./foot";
import { Top } from "./top";

/** What stands around every page. */
export const Frame = () => (
  <>
    <a className="skip" href="#main">
      <Trans>To the content</Trans>
    </a>
    <Top />
    <main id="main" tabIndex={-1}>
      <Outlet />
    </main>
    <Foot />
  </>
);
