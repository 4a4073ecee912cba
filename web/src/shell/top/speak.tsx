import { UnstyledButton } from "@mantine/core";
import { SetLanguageDocument } from "../../graphql/generated/graphql";
import { OlderRelease } from "../../graphql/faults";
import { queries } from "../../graphql/queries";
import { run } from "../../graphql/run";
import { useSession } from "../../session/session";
import { language, speak, type Language } from "../language";
import { renewPage } from "../release";

/** The other language: for this browser, and for the account wherever it signs in; what is shown is asked again. */
export const Speak = () => {
  const signedIn = useSession()?.signedIn;
  const other = language() === "vi" ? "en" : "vi";
  const change = async () => {
    await speak(other);
    if (signedIn) await choose(other).catch(() => undefined); // the page speaks it anyway, and asks for it each time
    await queries.invalidateQueries();
  };
  return (
    <UnstyledButton lang={other} onClick={() => void change().catch(goOn)}>
      {other === "vi" ? "Tiếng Việt" : "English"}
    </UnstyledButton>
  );
};

/** Without a server the page goes on as it speaks; the next load brings the other language. */
const goOn = (error: unknown) => error instanceof OlderRelease && renewPage(error);

const CHOICES = { vi: "VI", en: "EN" } as const;

const choose = (chosen: Language): Promise<unknown> =>
  run(
    SetLanguageDocument,
    { input: { language: CHOICES[chosen], idempotencyKey: crypto.randomUUID() } },
    { change: true },
  );
