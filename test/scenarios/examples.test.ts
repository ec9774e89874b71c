import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmulator, type Emulator, type EmulatorOptions } from "../tools/emulator/src";
import { ROOT } from "../tools/engine/program";
import { Workspace } from "../tools/engine/workspace";

jest.setTimeout(240_000);

interface Example {
  workspace: Workspace;
  emulator: Emulator;
  names: () => string[];
}

interface ExampleOptions {
  emulator?: EmulatorOptions;
  config?: Record<string, string>;
  secrets?: Record<string, string>;
  /** @default what the emulator prints */
  env?: (emulator: Emulator) => Record<string, string>;
}

const opened: Example[] = [];

afterEach(async () => {
  for (const { workspace, emulator } of opened.splice(0)) {
    await workspace.dispose();
    await emulator.close();
  }
});

const folder = (name: string): string => path.join(ROOT, "examples", name);

async function openExample(name: string, options: ExampleOptions = {}): Promise<Example> {
  const emulator = await startEmulator(options.emulator);
  const workspace = await Workspace.open({
    program: { folder: folder(name) },
    // tsc checks the types of all examples at once.
    env: { ...(options.env?.(emulator) ?? emulator.env), PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    config: { unionId: emulator.unionId, ...options.config },
    secrets: options.secrets ?? {},
  });
  const names = () => emulator.spaces.all().map((space) => space.name);
  const example = { workspace, emulator, names };
  opened.push(example);
  await workspace.stackInit();
  return example;
}

/** What the example's page says that its first `up` costs, in counted calls of one organization. */
async function statedCost(name: string): Promise<number> {
  const page = await readFile(path.join(folder(name), "README.md"), "utf8");
  const [, calls] = /^Cost of [^:]*: (\d+) counted calls?,/m.exec(page) ?? [];
  return Number(calls);
}

test("space-per-team makes a space for each line of the CSV file, with commas, blanks and other scripts", async () => {
  const { workspace, emulator, names } = await openExample("space-per-team");
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 5 } });
  expect(emulator.monthUsed()).toBe(await statedCost("space-per-team"));
  expect(names().sort()).toEqual(
    ["Finance", "Legal, Compliance and Risk", "People & Culture", "客户支持"].sort(),
  );
  const { spaceIds } = await workspace.outputs();
  expect(Object.keys(spaceIds as object)).toEqual(["finance", "legal", "people", "support"]);
});

test("capacity-gate fails the preview under the limit and plans nothing, and passes above it", async () => {
  const { workspace, emulator, names } = await openExample("capacity-gate", {
    emulator: { partitions: [{ max: 1000, used: 900, reserved: 60 }] },
  });
  const refused = await workspace.preview();
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("PUBLIC_OSS_PARTITION has 4.0 % free, and 10 % must stay free.");
  expect(refused.steps.map(({ type }) => type)).toEqual(["pulumi:pulumi:Stack"]);
  expect(emulator.count("storage")).toBe(1);

  await workspace.setConfig({ leastFreePercent: "4" });
  emulator.setMonthUsed(0);
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 2 } });
  expect(names()).toEqual(["Archive"]);
  expect(emulator.monthUsed()).toBe(await statedCost("capacity-gate"));
  await expect(workspace.outputs()).resolves.toMatchObject({ free: { PUBLIC_OSS_PARTITION: 4 } });
});

test("two-organizations makes a space in each, and neither secret stands in the state", async () => {
  const apps = ["headquarters", "subsidiary"].map((name) => ({
    clientId: `client-of-${name}`,
    clientSecret: `secret-of-${name}`,
    corpId: `corp-of-${name}`,
  }));
  const emulator = { apps };
  const config: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const [index, name] of ["headquarters", "subsidiary"].entries()) {
    config[`${name}:clientId`] = apps[index]?.clientId ?? "";
    config[`${name}:corpId`] = apps[index]?.corpId ?? "";
    config[`${name}:unionId`] = "emulatorUnionId";
    secrets[`${name}:clientSecret`] = apps[index]?.clientSecret ?? "";
  }
  const example = await openExample("two-organizations", {
    emulator,
    config,
    secrets,
    env: ({ endpoint }) => ({ DINGTALK_ENDPOINT: endpoint }),
  });
  const { workspace } = example;
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 5 } });
  for (const { corpId } of apps) {
    expect(example.emulator.organization(corpId).spaces.all()).toMatchObject([{ name: "Policies" }]);
    expect(example.emulator.monthUsed(corpId)).toBe(await statedCost("two-organizations"));
  }
  await expect(workspace.outputs()).resolves.toMatchObject({
    headquarters: { corpId: "corp-of-headquarters" },
    subsidiary: { corpId: "corp-of-subsidiary" },
  });
  expect([...(await workspace.stateFiles()).values()].join("\n")).not.toContain("secret-of-");
});

test("adopt-spaces takes over the spaces that are there, makes none, and does not let them be destroyed", async () => {
  const spaces = [
    { name: "Finance", spaceId: "10001", usedQuota: 5000 },
    { name: "Legal", spaceId: "10002" },
  ];
  const { workspace, emulator } = await openExample("adopt-spaces", { emulator: { spaces } });
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 3 } });
  expect(emulator.count("add")).toBe(0);
  // Two creates that reach the provider far apart, as on a busy machine, are two queries.
  expect([await statedCost("adopt-spaces"), spaces.length]).toContain(emulator.monthUsed());
  await expect(workspace.outputs()).resolves.toEqual({
    finance: { spaceId: "10001", usedQuota: 5000 },
    legal: { spaceId: "10002", usedQuota: 0 },
  });
  expect((await workspace.destroy(["--skip-preview"])).code).not.toBe(0);
  expect(emulator.spaces.size).toBe(2);
});

test("department makes its spaces as children, after one look-up of the head that both share", async () => {
  const { workspace, emulator, names } = await openExample("department", { config: { head: "user1" } });
  const up = await workspace.up(["--skip-preview"]);
  expect(up).toMatchObject({ code: 0, changes: { create: 6 } });
  expect(names().sort()).toEqual(["Finance Invoices", "Finance Reports", "Legal Contracts"]);
  expect(emulator.count("user")).toBe(1);
  expect(emulator.monthUsed()).toBe(await statedCost("department"));
  const types = up.steps.map(({ urn }) => urn.split("::")[2] ?? "");
  expect(types.filter((type) => type.startsWith("examples:dingtalk:Department$"))).toHaveLength(3);
  const [reports] = emulator.spaces.named("Finance Reports");
  await expect(workspace.outputs()).resolves.toMatchObject({ finance: { Reports: reports?.spaceId } });
});

test("automation-api deploys from a script that tells its progress, and deletes what is not named any more", async () => {
  const { workspace, emulator, names } = await openExample("automation-api");
  const deploy = async (...spaces: string[]) => {
    const { execa } = await import("execa");
    const args = [path.join(workspace.project, "deploy.js"), ...spaces];
    // From a folder in which neither package can be found.
    const cwd = path.join(workspace.root, "tmp");
    const env = { ...workspace.env, STACK: "script" };
    const { exitCode, stdout, stderr } = await execa("node", args, {
      cwd,
      env,
      extendEnv: false,
      reject: false,
    });
    return { exitCode, stderr, lines: stdout.split("\n") };
  };
  const { lines } = await deploy("Finance", "Legal");
  expect(lines[0]).toBe("2 to change");
  const progress = lines.slice(1, 3);
  expect(progress.map((line) => line.split(" ")[0])).toEqual(["1/2", "2/2"]);
  expect(progress.map((line) => line.replace(/^\S+ /, "")).sort()).toEqual([
    "create Finance",
    "create Legal",
  ]);
  const [legal] = emulator.spaces.named("Legal");
  expect(lines.slice(3)).toContain(`Legal: ${legal?.spaceId ?? "missing"}`);
  expect(emulator.monthUsed()).toBe(await statedCost("automation-api"));

  const fewer = await deploy("Legal");
  expect(fewer.lines).toEqual([
    "1 to change",
    "will delete Finance, which is not named any more (refused if it contains files)",
    "1/1 delete Finance",
    `Legal: ${legal?.spaceId ?? ""}`,
  ]);
  expect(names()).toEqual(["Legal"]);

  const none = await deploy();
  expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^Missing names\. /) as string });
  expect(names()).toEqual(["Legal"]);

  const refused = await deploy("Legal", " ");
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("name is empty") as string });
});

test("unit-tested passes its own tests without an engine, fails them when the program is wrong, and runs in the engine", async () => {
  const { workspace, emulator, names } = await openExample("unit-tested", {
    emulator: { partitions: [{ max: 2 * 2 ** 40 }] },
  });
  const { execa } = await import("execa");
  const jest = path.join(workspace.project, "node_modules", "jest", "bin", "jest.js");
  const env = { ...workspace.env, DINGTALK_ENDPOINT: "http://127.0.0.1:1" };
  const tests = () => execa("node", [jest], { cwd: workspace.project, env, extendEnv: false, reject: false });
  expect(await tests()).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("3 passed, 3 total") as string,
  });

  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 3 } });
  expect(names().sort()).toEqual(["Archive", "Team"]);
  expect(emulator.monthUsed()).toBe(await statedCost("unit-tested"));

  const file = path.join(workspace.project, "spaces.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("free < TIB", "free < 0"));
  expect(await tests()).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("an organization with little room gets no archive") as string,
  });
});

test("every example is run by a test, imports the package by its name and has a page of a screen at most that says what it costs", async () => {
  const names = await readdir(path.join(ROOT, "examples"));
  const folders = [__dirname, path.join(ROOT, "test", "languages")];
  const files = await Promise.all(
    folders.map(async (at) => (await readdir(at)).map((name) => path.join(at, name))),
  );
  const tests = await Promise.all(
    files
      .flat()
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => readFile(file, "utf8")),
  );
  for (const name of names) {
    expect(tests.some((text) => text.includes(`"${name}"`))).toBe(true);
    const manifest = JSON.parse(await readFile(path.join(folder(name), "package.json"), "utf8")) as {
      name: string;
      main: string;
      dependencies: Record<string, string>;
    };
    expect(manifest).toMatchObject({
      name,
      dependencies: { "pulumi-dingtalk": expect.any(String) as string },
    });
    expect(await readFile(path.join(folder(name), manifest.main), "utf8")).toMatch(
      /pulumi[-_]dingtalk|".\/\w+"/,
    );
    expect(await readFile(path.join(folder(name), "Pulumi.yaml"), "utf8")).toContain(`name: ${name}\n`);
    const page = await readFile(path.join(folder(name), "README.md"), "utf8");
    expect(page.split("\n").length).toBeLessThan(50);
    // The package is not on npm yet.
    expect({ name, page }).not.toEqual({
      name,
      page: expect.stringMatching(/^(?![^]*#an-example-of-a-clone)[^]*\nnpm install\n/) as string,
    });
    // What it makes stands on top; the commands and what they cost in calls follow.
    expect({ name, page }).toEqual({ name, page: expect.stringMatching(/^# .*\n\n\S/) as string });
    expect({ name, page }).toEqual({
      name,
      page: expect.stringMatching(/counted calls?[,;]|## What it costs/) as string,
    });
  }
});
