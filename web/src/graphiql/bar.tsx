import mark from "../mark.svg";
import type { Asking } from "./graphiql";
import { neededBy, type Sample } from "./samples";
import type { Account } from "./server";

type BarProps = {
  samples: Sample[];
  sample: Sample | undefined;
  known: Account[];
  day: string;
  who: Asking;
  onWho: (who: Asking) => void;
};

/** Above the editor: the way home, the sample documents, and who asks. */
export function Bar({ samples, sample, known, day, who, onWho }: BarProps) {
  return (
    <header className="bar">
      <a className="wordmark" href="/">
        <img src={mark} alt="" width="22" height="22" />
        Meritgrid
      </a>
      {samples.length > 0 && <FirstRun samples={samples} sample={sample} />}
      {day && <span role="note">{day}</span>}
      {known.length > 0 ? <Accounts known={known} who={who} onWho={onWho} /> : <Token onWho={onWho} />}
    </header>
  );
}

function FirstRun({ samples, sample }: Pick<BarProps, "samples" | "sample">) {
  const place = sample ? samples.indexOf(sample) : -1;
  const next = samples[place + 1];
  const needed = sample && neededBy(sample);
  return (
    <>
      <label>
        First run
        <select value={sample?.name ?? ""} onChange={(event) => (location.hash = event.target.value)}>
          <option value="">Choose a document …</option>
          {samples.map(({ name, title }, place) => (
            <option key={name} value={name}>{`${place + 1}. ${title}`}</option>
          ))}
        </select>
      </label>
      {next && <a href={`#${next.name}`}>{sample ? "Next" : "Begin"}</a>}
      {needed && (
        <span className="needed" role="note">
          needs an answer of <a href={`#${needed.name}`}>{`${samples.indexOf(needed) + 1}. ${needed.title}`}</a>
        </span>
      )}
    </>
  );
}

function Accounts({ known, who, onWho }: Pick<BarProps, "known" | "who" | "onWho">) {
  const chosen = who && "account" in who ? who.account : "";
  return (
    <label className="who">
      Signed in as
      <select
        value={chosen}
        onChange={(event) => onWho(event.target.value ? { account: event.target.value } : null)}
      >
        <option value="">nobody</option>
        {known.map(({ name, title }) => (
          <option key={name} value={name}>{`${name} · ${title}`}</option>
        ))}
      </select>
    </label>
  );
}

function Token({ onWho }: Pick<BarProps, "onWho">) {
  return (
    <label className="who">
      Token
      <input
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="paste a bearer token"
        onChange={(event) => onWho(event.target.value ? { token: event.target.value.trim() } : null)}
      />
    </label>
  );
}
