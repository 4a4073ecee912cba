import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "./shell/style/styles";
import { I18nProvider } from "@lingui/react";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "./graphql/queries";
import { followOtherTabs, sessionQuery } from "./session/session";
import { begin, i18n } from "./shell/language";
import { router } from "./shell/router";
import { nonce, theme, variables } from "./shell/style/theme";

const root = document.getElementById("page");
if (!root) throw new Error("the page has no #page");

followOtherTabs();
void router.preloadRoute({ to: location.pathname }); // its part comes while the session is asked for
// No page asks before it knows for whom: each request carries the token of its session.
await Promise.all([begin(), queries.prefetchQuery({ ...sessionQuery, retry: false })]);
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} getStyleNonce={nonce} defaultColorScheme="auto">
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  </StrictMode>,
);
