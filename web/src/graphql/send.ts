// A request to the server of these pages, and what becomes of it when no answer comes.
import { LostAnswer, RefusedError, ServerFault, type Fault } from "./faults";

type Sent = RequestInit & { change?: boolean };
type Said = { errors?: Fault[] } | null;

/** What the server says, as JSON. Throws as `reach` does. */
export async function send<Answer extends object>(address: string, sent: Sent): Promise<Answer> {
  const answer = await reach(address, sent);
  if (answer.status === 204) return {} as Answer;
  const said: (Answer & Said) | null = await answer.json().catch(() => null);
  if (!said || said.errors?.length) throw faultOf(answer, said, sent);
  return said;
}

/** The answer, when it is one. Throws RefusedError, ServerFault, and LostAnswer for a `change`. */
export async function reach(address: string, sent: Sent): Promise<Response> {
  const offline = !navigator.onLine;
  const answer = await fetch(address, sent).catch((fault: unknown) => {
    if (sent.signal?.aborted) throw fault;
    throw new (faultFor(sent))(null, { offline: offline && !navigator.onLine });
  });
  if (!answer.ok) throw faultOf(answer, await answer.json().catch(() => null), sent);
  return answer;
}

function faultOf(answer: Response, said: Said, sent: Sent): Error {
  const fault = said?.errors?.[0];
  if (fault && answer.status < 500 && fault.extensions.code !== "internal") return new RefusedError(fault);
  return new (faultFor(sent))(fault?.extensions.id ?? answer.headers.get("x-request-id"), { says: fault?.message });
}

const faultFor = ({ change }: Sent) => (change ? LostAnswer : ServerFault);
