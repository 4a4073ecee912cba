import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Broken, Waiting } from "../../components/states";
import { OlderRelease, ServerFault } from "../../graphql/faults";
import { AGAIN_SECONDS } from "../../graphql/queries";
import { loadAgain, renewPage } from "../release";

/** What takes the place of a page that failed, or of which a part did not come: of an older release, it is renewed. */
export const Fault = ({ error }: ErrorComponentProps) => {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    if (error instanceof OlderRelease) setStays(!renewPage(error));
    if (!(error instanceof ServerFault)) return;
    const timer = setInterval(() => void loadAgain(), AGAIN_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [error]);
  if (error instanceof OlderRelease && !stays) return <Waiting />;
  return <Broken goesOn error={error as Error} reset={() => void loadAgain()} />;
};
