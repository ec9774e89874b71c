import { startEmulator, type Emulator } from "../tools/emulator/src";
import { Workspace } from "../tools/engine/workspace";

/** Several runners on one app and one backend. */
export class Runners {
  readonly #workspaces: Workspace[] = [];

  private constructor(
    readonly emulator: Emulator,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** @param backend the environment that names it, with what it takes to sign in there. */
  static async open(backend: Readonly<Record<string, string>>): Promise<Runners> {
    const emulator = await startEmulator();
    return new Runners(emulator, { ...emulator.env, ...backend });
  }

  /** A machine that runs `program` on a stack: a home and a folder of its own. */
  async runner(stack: string, program: string): Promise<Workspace> {
    const source = `const dingtalk = require("pulumi-dingtalk"); const unionId = process.env.DINGTALK_UNION_ID;\n${program}`;
    const workspace = await Workspace.open({ program: { source }, stack, env: this.env });
    this.#workspaces.push(workspace);
    return workspace;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const workspace of this.#workspaces) await workspace.dispose();
    await this.emulator.close();
  }
}

/** A program of so many spaces, whose names begin so. */
export const manySpaces = (prefix: string, count: number): string =>
  `for (let i = 0; i < ${count}; i += 1) new dingtalk.DriveSpace(\`${prefix}\${i}\`, { name: \`${prefix} \${i}\`, unionId });`;

type Backend = Readonly<Record<string, string>>;

/** Both stacks have what they asked for, and DingTalk has nothing else. */
export async function expectTwoPipelinesToShareAnApp(backend: Backend): Promise<void> {
  await using runners = await Runners.open(backend);
  const { emulator } = runners;
  const pipelines: Workspace[] = [];
  for (const stack of ["north", "south"]) {
    const runner = await runners.runner(stack, manySpaces(stack, 15));
    // One after the other: the engine's first look at a new database makes its table, and two at once collide there.
    await runner.stackInit();
    pipelines.push(runner);
  }
  const runs = await Promise.all(
    pipelines.map(async (runner) => ({ runner, up: await runner.up(["--skip-preview"]) })),
  );
  for (const { up } of runs) expect(up).toMatchObject({ code: 0, changes: { create: 16 } });
  expect(emulator.spaces.size).toBe(30);
  const ids = await Promise.all(
    runs.map(async ({ runner }) => {
      const { resources = [] } = (await runner.exportState()).deployment;
      return resources.flatMap(({ type, id }) => (type.endsWith("DriveSpace") ? [id] : []));
    }),
  );
  expect(ids.flat().sort()).toEqual(
    emulator.spaces
      .all()
      .map(({ spaceId }) => spaceId)
      .sort(),
  );
}

/** The second runner is refused, and finds all done once the first has ended. */
export async function expectLockToRefuse(backend: Backend): Promise<void> {
  await using runners = await Runners.open(backend);
  const { emulator } = runners;
  const program = manySpaces("only", 2);
  const [first, second] = [await runners.runner("shared", program), await runners.runner("shared", program)];
  expect(await first.pulumi(["login", backend["PULUMI_BACKEND_URL"] ?? ""])).toMatchObject({ code: 0 });
  await first.stackInit();
  const slow = emulator.fault({ on: "add", kind: "noAnswer", when: "after" });
  const running = first.up(["--skip-preview"]);
  await slow.struck;
  const refused = await second.up(["--skip-preview"]);
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("the stack is currently locked by 1 lock(s)");
  expect(await running).toMatchObject({ code: 0, changes: { create: 3 } });
  expect(emulator.spaces.size).toBe(2);
  expect(await second.up(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });
  expect(await second.destroy(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.spaces.size).toBe(0);
}
