import { QueryClient } from "@tanstack/react-query";
import { ServerFault } from "./faults";

const TRIES = 2;
const SOON_MS = 400;
/** How long a page waits before it asks again by itself what the server could not answer. */
export const AGAIN_SECONDS = 8;

/** Answers kept by the pages. Reads are tried again when the server is away; a refusal is an answer. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failed, fault) => failed < TRIES && fault instanceof ServerFault && !fault.offline,
      retryDelay: (failed) => SOON_MS * 2 ** failed,
      refetchInterval: ({ state }) => state.error instanceof ServerFault && AGAIN_SECONDS * 1000,
      staleTime: 10_000,
      // Without a network a read fails at once, and is asked anew when there is one.
      networkMode: "always",
      refetchOnReconnect: true,
    },
    // A decision is sent now or not at all: never later, when a network is back and nobody looks.
    mutations: { retry: false, networkMode: "always" },
  },
});
