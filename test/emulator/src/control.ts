import type { FastifyInstance } from "fastify";
import type { Emulator } from "./emulator";

/** The control API under `/_emulator/`, for tests in other processes and for people. */
export function registerControl(http: FastifyInstance, emulator: Emulator): void {
  http.get("/_emulator/calls", () => emulator.summary());
}
