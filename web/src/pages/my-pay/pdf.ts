// The document of a line: asked as its page asks everything, then saved by the browser.
import { RefusedError, ServerFault, type Fault } from "../../graphql/faults";
import { csrf } from "../../session/session";
import { language } from "../../shell/language";

/** Have the browser save the PDF of a line. Throws RefusedError and ServerFault. */
export async function savePdf(line: string): Promise<void> {
  const answer = await fetch(`/pay-lines/${encodeURIComponent(line)}.pdf`, {
    headers: { "accept-language": language(), ...csrf() },
  }).catch(() => {
    throw new ServerFault(null);
  });
  if (!answer.ok) throw await faultOf(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameOf(answer);
  link.click();
  URL.revokeObjectURL(address);
}

async function faultOf(answer: Response): Promise<Error> {
  const told: { errors?: Fault[] } | null = await answer.json().catch(() => null);
  const fault = answer.status < 500 && told?.errors?.[0];
  return fault ? new RefusedError(fault) : new ServerFault(answer.headers.get("x-request-id"));
}

const nameOf = (answer: Response): string =>
  /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "meritgrid.pdf";
