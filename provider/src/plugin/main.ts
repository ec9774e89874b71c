import { readFileSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../dingtalk/http/clock";
import { textOf } from "../dingtalk/http/text";
import { openDriveWith } from "../runtime/openDrive";
import { engineAddressIn } from "../runtime/engineWatch";
import { CancellableClock } from "./cancellableClock";
import { engineReporter } from "./engineReporter";
import { serve } from "./serve";

/** `pulumi-resource-dingtalk`: prints the port on which the engine finds the plugin, and serves until it is killed. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, "../..");
  const clock = new CancellableClock(systemClock);
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const { port } = await serve({
    env: process.env,
    ...engineReporter(engineAddressIn(process.argv.slice(2))),
    openDrive: openDriveWith(clock),
    now: () => clock.now(),
    clock,
    version,
    readSchema: () => readFileSync(path.join(root, "schema.json"), "utf8"),
  });
  process.stdout.write(`${port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`pulumi-resource-dingtalk: ${textOf(error)}\n`);
  process.exitCode = 1;
});
