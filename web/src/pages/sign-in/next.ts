import { useLocation } from "@tanstack/react-router";

/** Where to go after sign-in: a page of this site that the address names, else the first one. */
export function useNext(): string {
  const { search } = useLocation();
  const named = (search as { next?: unknown }).next;
  return typeof named === "string" && /^\/(?![/\\])/.test(named) ? named : "/";
}
