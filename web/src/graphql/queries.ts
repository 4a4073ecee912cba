import { QueryClient } from "@tanstack/react-query";
import { ServerFault } from "./faults";

const TRIES = 2;

/** Answers kept by the pages. Reads are tried again when the server is away; a refusal is an answer. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failed, fault) => failed < TRIES && fault instanceof ServerFault,
      staleTime: 10_000,
      networkMode: "always",
    },
    // A decision is sent now or not at all: never later, when a network is back and nobody looks.
    mutations: { retry: false, networkMode: "always" },
  },
});
