import { packed } from "../support/packed";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();

test("Ctrl-C while a call hangs ends the run and its plugin, nothing is lost, and the next run completes it", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("a", "A")}${space("b", "B")}`, {
    detached: true,
    emulator: { allStaffFolder: false },
  });
  const hanging = stack.emulator.fault({ on: "list", kind: "noAnswer", times: Infinity });
  const running = stack.workspace.up(["--skip-preview"]);
  await hanging.struck;
  process.kill(-(running.pid ?? 0), "SIGINT");
  const { timedOut, code } = await running;
  expect({ timedOut, failed: code !== 0 }).toEqual({ timedOut: false, failed: true });
  expect(stack.workspace.processes()).toEqual([]);
  expect(stack.emulator.spaces.size).toBe(0);
  stack.emulator.clearFaults();
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 2 } });
});
