import {
  expectLockToRefuse,
  expectTwoPipelinesToShareAnApp,
  manySpaces,
  Runners,
} from "../support/sharedBackend";
import { PostgresServer } from "../tools/backends/postgres";
import { S3Server } from "../tools/backends/s3";

jest.setTimeout(600_000);

/** Each with a server of its own, which can be stopped and started again. */
const backends = [
  { name: "Postgres", start: () => PostgresServer.start() },
  { name: "S3", start: () => S3Server.start() },
];

describe.each(backends)("state in $name", ({ start }) => {
  let server: PostgresServer | S3Server;

  beforeAll(async () => {
    server = await start();
  }, 600_000);

  afterAll(() => server.dispose());

  const open = () => Runners.open(server.env);

  const one = (inputs = "") => `new dingtalk.DriveSpace("only", { name: "Only", unionId, ${inputs} });`;

  test("two pipelines at once on two stacks of one app", () => expectTwoPipelinesToShareAnApp(server.env));

  test("two at once on one stack: the second is refused by the lock", () => expectLockToRefuse(server.env));

  test("a runner that is killed leaves its lock; pulumi cancel takes it away, and the next run makes exactly what is missing", async () => {
    await using runners = await open();
    const { emulator } = runners;
    const program = manySpaces("killed", 6);
    const [first, next] = [await runners.runner("killed", program), await runners.runner("killed", program)];
    await first.stackInit();
    const struck = emulator.fault({ on: "add", kind: "noAnswer", when: "before", skip: 2 });
    const running = first.up(["--skip-preview"]);
    await struck.struck;
    await first.killAll();
    await running;
    await emulator.settled();
    const locked = await next.up(["--skip-preview"]);
    expect(locked.all).toContain("the stack is currently locked by 1 lock(s)");
    expect(await next.pulumi(["cancel", "--stack", "killed", "--yes"])).toMatchObject({ code: 0 });
    await next.write(
      `const dingtalk = require("pulumi-dingtalk"); const unionId = process.env.DINGTALK_UNION_ID;\n${program.replace("unionId }", "unionId, adoptExisting: true }")}`,
    );
    expect(await next.up(["--skip-preview"])).toMatchObject({ code: 0 });
    expect(emulator.spaces.size).toBe(6);
  });

  test("a backend that fails at the moment a space was made: the next run names the space, and adoptExisting takes it over", async () => {
    await using runners = await open();
    const { emulator } = runners;
    const runner = await runners.runner("failing", one());
    await runner.stackInit();
    let stopped: Promise<void> | undefined;
    emulator.onCall(({ api }) => {
      if (api === "add") stopped ??= server.stop();
    });
    const failed = await runner.up(["--skip-preview"]);
    expect(failed.code).not.toBe(0);
    await stopped;
    expect(emulator.spaces.size).toBe(1);
    await server.start();
    await runner.pulumi(["cancel", "--stack", "failing", "--yes"]);

    const refused = await runner.up(["--skip-preview"]);
    const { spaceId } = emulator.spaces.named("Only")[0] ?? {};
    const { resources = [] } = (await runner.exportState()).deployment;
    // The engine may have saved the space after all.
    if (!resources.some(({ id }) => id === spaceId)) {
      expect(refused.all).toContain(`DingTalk already has a space of this name: id ${spaceId ?? ""}`);
      const source = `const dingtalk = require("pulumi-dingtalk"); const unionId = process.env.DINGTALK_UNION_ID;\n${one("adoptExisting: true")}`;
      await runner.write(source);
      expect(await runner.up(["--skip-preview"])).toMatchObject({ code: 0 });
    }
    expect(emulator.spaces.size).toBe(1);
    expect(await runner.up(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });
  });
});
