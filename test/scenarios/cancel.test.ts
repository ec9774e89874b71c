import { openStack } from "../support/stack";

/** The bound of an operation, and time for the engine and the program to end. */
const boundMs = 120_000 + 15_000;

test.each<NodeJS.Signals>(["SIGINT", "SIGTERM"])(
  "after %s to the whole terminal while a call hangs the run ends within its bound, and the next one completes it",
  async (signal) => {
    const stack = await openStack({
      program: ["A", "B"]
        .map((name) => `new dingtalk.DriveSpace("${name}", { name: "${name}", unionId });`)
        .join("\n"),
      // A terminal sends its signal to the process group, of which the engine is the first.
      detached: true,
    });
    const hanging = stack.emulator.fault({ on: "list", kind: "noAnswer" });
    const running = stack.workspace.up(["--skip-preview"]);
    await hanging.struck;
    const sent = performance.now();
    expect(running.pid).toBeGreaterThan(0);
    process.kill(-(running.pid ?? 0), signal);
    const { timedOut, code } = await running;
    expect(timedOut).toBe(false);
    expect(code).not.toBe(0);
    expect(performance.now() - sent).toBeLessThan(boundMs);
    expect(stack.workspace.processes()).toEqual([]);

    const { deployment } = await stack.workspace.exportState();
    const known = (deployment.resources ?? []).filter(({ type }) => type.endsWith("DriveSpace"));
    expect(stack.emulator.spaces.size).toBe(known.length);
    const next = await stack.up("--skip-preview");
    expect(next.code).toBe(0);
    expect(
      stack.emulator.spaces
        .all()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["A", "B"]);
  },
);
