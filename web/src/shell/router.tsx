import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Fault } from "./frame/fault";
import { Frame } from "./frame/frame";
import { NotThere } from "./frame/not-there";
import { part } from "./release";

const root = createRootRoute({ component: Frame, notFoundComponent: NotThere });

const page = <Path extends string>(path: Path, load: () => Promise<{ Page: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(part(load), "Page") });

const routes = [
  page("/", () => import("../pages/home")),
  page("/dang-nhap", () => import("../pages/sign-in/page")),
  page("/tien-cua-toi", () => import("../pages/my-pay/page")),
  page("/tien-cua-toi/$line", () => import("../pages/my-pay/page")),
  page("/quy/duyet/$run", () => import("../pages/pay-run/page")),
  page("/co-cau", () => import("../pages/organisation/page")),
  page("/co-cau/$code", () => import("../pages/organisation/page")),
  page("/nguoi/$code", () => import("../pages/person/page")),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  defaultErrorComponent: Fault,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
