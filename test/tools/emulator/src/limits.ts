import type { App } from "./app";
import type { Call } from "./call";
import { RollingWindow } from "./rollingWindow";

export interface LimitOptions {
  /** Per app and API, in any rolling second. @default 20 */
  callsPerSecond?: number;
  /** Per app and API, in any rolling minute. @default none */
  callsPerMinute?: number;
  /** All apps together, per API, in any rolling second. @default none */
  callsPerSecondOfAll?: number;
  /** Token calls per app, in any rolling second; DingTalk gives no figure. @default none */
  tokenCallsPerSecond?: number;
  /** Counted calls per organization; `false` is no quota. @default 5000 */
  monthlyQuota?: number | false;
  /** Per address; who exceeds it is blocked, with a page instead of an error. @default none */
  perAddress?: { calls: number; seconds: number; blockedSeconds: number } | false;
}

/** DingTalk's own figure for an address, to be asked for. */
export const documentedAddressLimit = { calls: 10_000, seconds: 20, blockedSeconds: 300 };

/**
 * Decides which calls come too often, by when each is dealt with: not by when it set out, since calls overtake
 * each other on the way. A call that is throttled takes nothing from any window.
 */
export class Limits {
  readonly #windows = new Map<string, RollingWindow>();
  readonly #blockedUntil = new Map<string, number>();

  /** @returns the code the call is refused with */
  throttle(call: Call, app: App, limits: LimitOptions, now: number): string | undefined {
    const third = app.type === "third-party";
    const holder = third ? "SuitekeyAndOrgAndApi" : "AppkeyAndApi";
    const own = `${app.clientId} ${call.api}`;
    const perSecond =
      call.api === "token" ? (limits.tokenCallsPerSecond ?? Infinity) : (limits.callsPerSecond ?? 20);
    const windows = [
      [this.#window(`s ${own}`, perSecond, 1_000), `QpsLimitFor${holder}`],
      [
        this.#window(
          `m ${own}`,
          (call.api === "token" ? undefined : limits.callsPerMinute) ?? Infinity,
          60_000,
        ),
        `QpmLimitFor${holder}`,
      ],
      [this.#window(`s ${call.api}`, limits.callsPerSecondOfAll ?? Infinity, 1_000), "QpsLimitForApi"],
    ] as const;
    for (const [window, name] of windows) {
      if (window?.hasRoom(now) !== false) continue;
      return call.api === "user" ? "90002" : `Forbidden.AccessDenied.${name}`;
    }
    for (const [window] of windows) window?.take(now);
    return undefined;
  }

  /** Whether the address has called so often that it is shut out. */
  blocks(call: Call, limits: LimitOptions, now: number): boolean {
    const rule = limits.perAddress ?? false;
    if (rule === false) return false;
    if ((this.#blockedUntil.get(call.ip) ?? 0) > now) return true;
    const window = this.#window(`ip ${call.ip}`, rule.calls, rule.seconds * 1000);
    if (window?.hasRoom(now) === false) {
      this.#blockedUntil.set(call.ip, now + rule.blockedSeconds * 1000);
      return true;
    }
    window?.take(now);
    return false;
  }

  reset(): void {
    this.#windows.clear();
    this.#blockedUntil.clear();
  }

  #window(key: string, limit: number, windowMs: number): RollingWindow | undefined {
    if (limit === Infinity) return undefined;
    const known = this.#windows.get(key);
    if (known?.limit === limit && known.windowMs === windowMs) return known;
    const window = new RollingWindow(limit, windowMs);
    this.#windows.set(key, window);
    return window;
  }
}
