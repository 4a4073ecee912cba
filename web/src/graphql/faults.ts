// What may become of a request besides its answer.

export type Fault = { message: string; extensions: { code: string } };

/** The server understood and said no: not signed in, no right, nothing there. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(fault: Fault) {
    super(fault.message);
    this.code = fault.extensions.code;
  }
}

/** The server did not answer, or failed; `id` names the request in its log. */
export class ServerFault extends Error {
  readonly id: string | null;

  constructor(id: string | null) {
    super("the server did not answer");
    this.id = id;
  }
}
