import { useEffect } from "react";

const PRODUCT = "Meritgrid";

/** What a tab, a bookmark and a screen reader call the page. */
export const PageTitle = ({ of }: { of: string }) => {
  useEffect(() => {
    document.title = `${of} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [of]);
  return null;
};
