import type { FastifyInstance } from "fastify";
import type { Emulator } from "../emulator";
import { callRoutes } from "./calls";
import { faultRoutes } from "./faults";
import { spaceRoutes } from "./spaces";
import { worldRoutes } from "./world";

/** The control API under `/_emulator/`, for tests in other processes and for people. */
export function registerControl(http: FastifyInstance, emulator: Emulator): void {
  void http.register(
    (control, _options, done) => {
      readJsonBodies(control);
      control.setErrorHandler((error, _request, reply) => {
        const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 400;
        void reply.status(status).send({ error: error instanceof Error ? error.message : String(error) });
      });
      for (const routes of [callRoutes, faultRoutes, spaceRoutes, worldRoutes]) routes(control, emulator);
      done();
    },
    { prefix: "/_emulator" },
  );
}

/** JSON whatever the content type says, so that a plain `curl -d` does. */
function readJsonBodies(control: FastifyInstance): void {
  control.removeAllContentTypeParsers();
  control.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => {
    try {
      done(null, text === "" ? undefined : JSON.parse(String(text)));
    } catch {
      done(new Error("The body is not JSON."));
    }
  });
}
