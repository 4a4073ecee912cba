import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type ErrorComponentProps } from "@tanstack/react-router";
import { Broken } from "../components/states";
import { Frame } from "./frame";
import { NotThere } from "./not-there";

const Fault = ({ error, reset }: ErrorComponentProps) => <Broken error={error as Error} reset={reset} />;
const root = createRootRoute({ component: Frame, notFoundComponent: NotThere, errorComponent: Fault });

const page = <Path extends string>(path: Path, load: () => Promise<{ Page: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, "Page") });

const routes = [
  page("/", () => import("../pages/home")),
  page("/dang-nhap", () => import("../pages/sign-in/page")),
  page("/tien-cua-toi", () => import("../pages/my-pay/page")),
  page("/tien-cua-toi/$line", () => import("../pages/my-pay/page")),
  page("/quy/duyet/$run", () => import("../pages/pay-run/page")),
];

export const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: "intent" });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
