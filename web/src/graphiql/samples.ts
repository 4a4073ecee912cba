// The documents of docs/how-to/first-run, which the tests of the server replay: one file each, in order.
// A file begins with comments: its title; `vi: <title in Vietnamese>`; `as: <account>`; `language: vi`, what its `Accept-Language` says;
// `variables: <JSON>`, where "$run" is a value that an earlier answer gave; `keep: <JSON>`, the values of this answer
// that later ones need; and what it shows.

export type Sample = {
  name: string;
  title: string;
  titleVi: string | null;
  shows: string;
  as: string | null;
  language: string | null;
  variables: Record<string, unknown>;
  keep: Record<string, string>;
  text: string;
};

const files = import.meta.glob<string>("../../../docs/how-to/first-run/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const samples: Sample[] = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([path, text]) => read(path.slice(path.lastIndexOf("/") + 1, -".graphql".length), text));

export function sampleNamed(name: string): Sample | undefined {
  return samples.find((sample) => sample.name === name);
}

/** The document whose answer gives the first value that this one needs and nobody has kept yet. */
export function neededBy(sample: Sample): Sample | undefined {
  const missing = Object.values(sample.variables).find((value) => isKept(value) && kept(value) === null);
  return samples.find(({ keep }) => typeof missing === "string" && missing.slice(1) in keep);
}

/** The variables of a sample as the editor shows them, with what earlier answers gave. */
export function variablesOf(sample: Sample): string {
  const entries = Object.entries(sample.variables).map(([name, value]) => [
    name,
    isKept(value) ? (kept(value) ?? value) : value,
  ]);
  return entries.length ? JSON.stringify(Object.fromEntries(entries), null, 2) : "";
}

/** Keep what later documents need of an answer to this one. */
export function keepFrom(sample: Sample, answer: unknown): void {
  for (const [name, path] of Object.entries(sample.keep)) {
    const value = path.split(".").reduce<any>((inside, step) => inside?.[step], (answer as any)?.data);
    if (typeof value === "string") sessionStorage.setItem(`meritgrid kept $${name}`, value);
  }
}

function isKept(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("$");
}

function kept(value: string): string | null {
  return sessionStorage.getItem(`meritgrid kept ${value}`);
}

function read(name: string, file: string): Sample {
  const lines = file.split("\n");
  const start = lines.findIndex((line) => !line.startsWith("#"));
  const comments = lines.slice(0, start).map((line) => line.slice(1).trim());
  const said = (key: string) => comments.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? null;
  const [title = name, ...rest] = comments;
  return {
    name,
    title,
    titleVi: said("vi"),
    shows: rest.filter((line) => !/^(vi|as|language|variables|keep): /.test(line)).join(" "),
    as: said("as"),
    language: said("language"),
    variables: JSON.parse(said("variables") ?? "{}"),
    keep: JSON.parse(said("keep") ?? "{}"),
    text: lines.slice(start).join("\n").trim(),
  };
}
