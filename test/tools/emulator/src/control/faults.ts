import type { FastifyInstance } from "fastify";
import type { Emulator } from "../emulator";
import type { Fault } from "../faults/fault";
import { parseFault } from "../faults/parseFault";

/** Faults: asked for one by one or several at once, looked at, taken back. */
export function faultRoutes(control: FastifyInstance, emulator: Emulator): void {
  control.get("/faults", () => emulator.faults.map(shown));

  control.post("/faults", ({ body }) => {
    const specs = (Array.isArray(body) ? (body as unknown[]) : [body]).map(parseFault);
    return specs.map((spec) => shown(emulator.fault(spec)));
  });

  control.delete("/faults", () => {
    emulator.clearFaults();
    return {};
  });

  control.delete<{ Params: { id: string } }>("/faults/:id", ({ params: { id } }) => {
    const fault = emulator.faults.find((known) => String(known.id) === id);
    if (fault === undefined) throw new Error(`There is no fault ${id}.`);
    fault.remove();
    return shown(fault);
  });
}

/** As JSON, which knows neither `Infinity` nor functions. */
function shown({ id, spec, when, hits }: Fault) {
  return {
    id,
    hits,
    ...spec,
    when,
    ...(spec.times === Infinity ? { times: "always" } : {}),
    ...(typeof spec.match === "function" ? { match: "a function" } : {}),
  };
}
