// What may become of a request besides its answer.

export type Fault = { message: string; extensions: { code: string; law?: string; id?: string } };

/** The server understood and said no: not signed in, no right, nothing there. */
export class RefusedError extends Error {
  readonly code: string;
  readonly law: string | null;

  constructor({ message, extensions }: Fault) {
    super(message);
    this.code = extensions.code;
    this.law = extensions.law ?? null;
  }
}

type Known = { says?: string | undefined; offline?: boolean };

/** The server did not answer, or failed. `id` names it in the log, `says` is its sentence; `offline`: no network. */
export class ServerFault extends Error {
  readonly id: string | null;
  readonly says: string | null;
  readonly offline: boolean;

  constructor(id: string | null = null, { says, offline = false }: Known = {}) {
    super("the server did not answer");
    this.id = id;
    this.says = says ?? null;
    this.offline = offline;
  }
}

/** A change was sent and its answer is missing: whether it was written is not known. Offline, it was not sent. */
export class LostAnswer extends ServerFault {}

/** A file of the page is gone from the server, which has a newer release. */
export class OlderRelease extends Error {}
