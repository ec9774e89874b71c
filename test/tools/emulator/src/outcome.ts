import type { Answer } from "./answer";

/** What goes over the wire. */
export type Outcome =
  | { readonly as: "reset" }
  | { readonly as: "silence" }
  | { readonly as: "garbage" }
  | { readonly as: "tlsAlert" }
  | {
      readonly as: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      /** Bytes sent before the connection is closed on the rest. */
      readonly cutAt?: number;
      /** The body comes in drops over this time. */
      readonly overMs?: number;
    };

const json = { "content-type": "application/json;charset=utf-8" };

export function answerOutcome({ status, body }: Answer): Outcome & { as: "answer" } {
  return body === undefined
    ? { as: "answer", status, headers: {}, text: "" }
    : { as: "answer", status, headers: json, text: JSON.stringify(body) };
}

export function textOutcome(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = json,
): Outcome & { as: "answer" } {
  return { as: "answer", status, headers, text };
}
