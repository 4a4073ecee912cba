// The document of a line: asked as its page asks everything, then saved by the browser.
import { reach } from "../../graphql/send";
import { csrf } from "../../session/session";
import { language } from "../../shell/language";

/** Have the browser save the PDF of a line. Throws as `reach` does. */
export async function savePdf(line: string): Promise<void> {
  const answer = await reach(`/pay-lines/${encodeURIComponent(line)}.pdf`, {
    headers: { "accept-language": language(), ...csrf() },
  });
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameOf(answer);
  link.click();
  URL.revokeObjectURL(address);
}

const nameOf = (answer: Response): string =>
  /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "meritgrid.pdf";
