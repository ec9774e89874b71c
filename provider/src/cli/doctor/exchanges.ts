import type { HttpAnswer, HttpRequest, Transport } from "../../dingtalk/http/transport";

/** One request that was answered, as it went over the wire. It may hold a token: nothing of it is printed as it is. */
export interface Exchange {
  /** What it was made for. */
  readonly purpose: string;
  readonly request: HttpRequest;
  readonly status: number;
  /** The answer's JSON; `undefined` if it is none. */
  readonly body: unknown;
}

/** Keeps what is sent and answered, so that answers can be compared with what is assumed. */
export class Exchanges {
  readonly #all: Exchange[] = [];
  #purpose = "";

  /** What the requests to come are made for; those for a token are `token`, or `token` and a purpose of its own. */
  nowFor(purpose: string): void {
    this.#purpose = purpose;
  }

  get all(): readonly Exchange[] {
    return this.#all;
  }

  /** The answers to what was made for this, in their order. */
  of(purpose: string): readonly Exchange[] {
    return this.#all.filter((one) => one.purpose === purpose);
  }

  /** The same transport, watched. */
  watching(transport: Transport): Transport {
    return async (request) => {
      const isToken = request.url.pathname.includes("/oauth2/");
      const purpose = isToken && !this.#purpose.startsWith("token") ? "token" : this.#purpose;
      const answer = await transport(request);
      this.#all.push({ purpose, request, status: answer.status, body: jsonOf(answer) });
      return answer;
    };
  }
}

function jsonOf({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
