import { lazy, Suspense } from "react";
import { Waiting } from "../components/states";
import { useSession } from "../session/session";
import { part } from "../shell/release";

const Landing = lazy(part(async () => ({ default: (await import("./landing/page")).Page })));
const Today = lazy(part(async () => ({ default: (await import("./today/page")).Page })));

/** The first page: what waits for whoever is signed in, and what this is for everybody else. */
export const Page = () => {
  const session = useSession();
  if (!session) return <Waiting />;
  return <Suspense fallback={<Waiting />}>{session.signedIn ? <Today /> : <Landing />}</Suspense>;
};
