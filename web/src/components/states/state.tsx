import type { ReactNode } from "react";
import { Picture, type Icon } from "./icons";

type Tone = "plain" | "warn" | "stop";
type Props = { tone?: Tone; icon?: Icon; title: ReactNode; inset?: boolean | undefined; children?: ReactNode };

/** A sheet with an edge in the colour of what it says. `inset`: within a page that has a heading of its own. */
export const State = ({ tone = "plain", icon, title, inset = false, children }: Props) => {
  const Title = inset ? "h3" : "h1";
  const look = { "data-tone": tone, "data-inset": inset || undefined };
  const sheet = (
    <div className={`sheet state ${icon ?? ""}`} {...look} role={tone === "plain" ? undefined : "alert"}>
      {icon && <Picture of={icon} />}
      <Title>{title}</Title>
      {children}
    </div>
  );
  return inset ? sheet : <section className="within">{sheet}</section>;
};

/** A name for programs: what to tell whoever helps. */
export const Code = ({ children }: { children: string }) => <p className="code">{children}</p>;
