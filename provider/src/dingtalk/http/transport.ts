import { OneLineError } from "./oneLineError";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly timeoutMs: number;
  /** Whether it gets a connection of its own: one that has idled may be closed at the other end by now. */
  readonly fresh?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly text: string;
  /** The `Date` header: the server's clock, to the second. */
  readonly date?: string | undefined;
}

/** Why there is no answer: what the request may have done in spite of it follows from this alone. */
export type TransportCode =
  | "no.answer"
  | "connection.reset"
  | "not.connected"
  | "certificate.refused"
  | "header.refused"
  | "proxy.refused";

export class TransportError extends OneLineError {
  override readonly name = "TransportError";
  readonly code: TransportCode;
  /** What to do, if the error table's advice for this code does not know enough. */
  readonly advice: string | undefined;

  constructor(code: TransportCode, message: string, advice?: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** Sends one request and repeats nothing. Throws a `TransportError` if there is no answer. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;
