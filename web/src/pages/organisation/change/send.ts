// Sending a change: once, however often it is sent; its faults are data.
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import type { FaultFragment, TypedDocumentString } from "../../../graphql/generated/graphql";
import { run } from "../../../graphql/run";

export type Answer = { done: { problems: FaultFragment[] } | null };
export type Sent<Input> = TypedDocumentString<Answer, { input: Input & { idempotencyKey: string } }>;

/** It is done, and only its answer is missing. */
const DONE = new Set(["NOT_VISIBLE", "WITHDRAWN_SINCE", "DONE_UNREAD"]);

/** `mutate(input)`: its faults, none when it is done. The same input after no answer has the same key. */
export function useSend<Input>(document: Sent<Input>, onAnswer: (faults: FaultFragment[], sent: Input) => void) {
  const attempt = useRef({ input: "", key: "" });
  return useMutation<FaultFragment[], Error, Input>({
    mutationFn: async (input) => {
      const said = JSON.stringify(input);
      if (attempt.current.input !== said) attempt.current = { input: said, key: crypto.randomUUID() };
      const sent = { ...input, idempotencyKey: attempt.current.key };
      const { done } = await run(document, { input: sent }, { change: true });
      return (done?.problems ?? []).filter(({ code }) => !DONE.has(code));
    },
    onSuccess: onAnswer,
  });
}
