/** The `Date` header tells whole seconds: on average the server's clock is half a second past it. */
const HALF_SECOND_MS = 500;

/** By how much DingTalk's clock is ahead of this machine's, as the `Date` headers of its answers show. */
export class ServerClock {
  #best: { skewMs: number; tookMs: number } | undefined;

  /** Milliseconds; below 0 if it is behind, `undefined` as long as no answer has shown it. */
  get skewMs(): number | undefined {
    return this.#best?.skewMs;
  }

  /** An answer has come. The quicker it came, the more exactly it shows. Times in milliseconds since 1970. */
  learn(date: string | undefined, sentAt: number, receivedAt: number): void {
    const serverTime = Date.parse(date ?? "");
    const tookMs = receivedAt - sentAt;
    if (Number.isNaN(serverTime) || tookMs < 0 || (this.#best && this.#best.tookMs < tookMs)) return;
    this.#best = { skewMs: serverTime + HALF_SECOND_MS - (sentAt + receivedAt) / 2, tookMs };
  }
}
