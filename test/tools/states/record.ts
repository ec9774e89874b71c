/**
 * `npx tsx test/tools/states/record.ts <version> <tarball>`: records the state of a stack that a release has made, as
 * `test/lifecycle/states/<version>.json`. The tarball is what `npm pack --workspace provider` makes of that release.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmulator } from "../emulator/src";
import { ROOT } from "../engine/program";
import { expectSuccess, Workspace } from "../engine/workspace";
import { madeAt, programOf, type RecordedState } from "./recordedState";

async function main(version: string, tarball: string): Promise<void> {
  await using emulator = await startEmulator({ limits: false, clock: () => madeAt });
  await using workspace = await Workspace.open({
    program: { source: programOf("made") },
    installation: { tarball: path.resolve(tarball) },
    env: emulator.env,
  });
  await workspace.stackInit();
  expectSuccess(await workspace.up(["--skip-preview"]));
  const state = await workspace.exportState();
  // Where the program lay on the machine that recorded it is nobody's business.
  for (const resource of state.deployment.resources ?? [])
    for (const field of ["sourcePosition", "stackTrace"]) Reflect.deleteProperty(resource, field);
  const spaces = [...emulator.spaces.all()].map(({ spaceId, name }) => ({ spaceId, name }));
  const folder = path.join(ROOT, "test", "lifecycle", "states");
  await mkdir(folder, { recursive: true });
  const recorded: RecordedState = { spaces, state };
  await writeFile(path.join(folder, `${version}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
}

main(process.argv[2] ?? "", process.argv[3] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
