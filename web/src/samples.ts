// The documents of docs/how-to/first-run, which the tests of the server replay: one file each, in order.
// A file begins with comments: its title, `as: <account>`, `variables: <JSON>`, `keep: <JSON>` (what later files call `$name`), otherwise what it shows.

export type Sample = {
  name: string;
  title: string;
  shows: string;
  as: string | null;
  variables: string | null;
  text: string;
};

const files = import.meta.glob<string>("../../docs/how-to/first-run/*.graphql", {
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

function read(name: string, file: string): Sample {
  const lines = file.split("\n");
  const start = lines.findIndex((line) => !line.startsWith("#"));
  const comments = lines.slice(0, start).map((line) => line.slice(1).trim());
  const said = (key: string) => comments.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? null;
  const [title = name, ...rest] = comments;
  return {
    name,
    title,
    shows: rest.filter((line) => !/^(as|variables|keep): /.test(line)).join(" "),
    as: said("as"),
    variables: said("variables"),
    text: lines.slice(start).join("\n").trim(),
  };
}
