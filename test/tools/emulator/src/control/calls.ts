import type { FastifyInstance } from "fastify";
import type { Emulator } from "../emulator";

/** What was called: in figures, and call by call. */
export function callRoutes(control: FastifyInstance, emulator: Emulator): void {
  control.get("/calls", () => {
    const byApi = emulator.summary();
    const sum = (field: "calls" | "counted" | "throttled" | "failed") =>
      Object.values(byApi).reduce((total, api) => total + api[field], 0);
    return {
      calls: sum("calls"),
      counted: sum("counted"),
      throttled: sum("throttled"),
      failed: sum("failed"),
      tokensIssued: emulator.tokensIssued,
      byApi,
    };
  });

  control.get<{ Querystring: { api?: string } }>("/calls/list", ({ query: { api } }) => {
    return emulator.calls.filter((call) => api === undefined || call.api === api);
  });

  control.post("/reset", () => {
    emulator.reset();
    return {};
  });
}
