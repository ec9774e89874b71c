import { copyFile, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { randomFrom } from "../tools/bench/simulation/random";
import { startEmulator, type Emulator } from "../tools/emulator/src/index";
import { expectSuccess, Workspace, type OperationResult } from "../tools/engine/workspace";
import { resultsOf, type KillRound } from "./results";

jest.setTimeout(600_000);

/** `npm test -- --all` kills more often. */
const isAll = process.env["PULUMI_DINGTALK_ALL"] === "1";
const rounds = isAll ? 20 : 6;
const atATime = 2;
const names = Array.from({ length: 30 }, (_, index) => `Space ${index + 1}`);

const program = `
const dingtalk = require("pulumi-dingtalk");
const unionId = process.env.DINGTALK_UNION_ID;
const imports = JSON.parse(process.env.IMPORTS ?? "{}");
for (const name of ${JSON.stringify(names)}) {
  new dingtalk.DriveSpace(name, { name, unionId }, imports[name] ? { import: imports[name] } : {});
}
`;

/** Resolves when so many spaces are being made, and a little later. */
function momentOf(emulator: Emulator, adds: number, ms: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    emulator.onCall(({ api }) => {
      if (api !== "add" || (seen += 1) !== adds) return;
      setTimeout(resolve, ms);
    });
  });
}

async function idsInState(workspace: Workspace): Promise<Map<string, string>> {
  const { deployment } = await workspace.exportState();
  const spaces = (deployment.resources ?? []).filter(({ type }) => type.endsWith("dingtalk:DriveSpace"));
  return new Map(spaces.map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id ?? ""]));
}

/**
 * An engine that is killed while it writes a state into a folder can leave the file of its attributes empty beside a
 * state that is whole, and then says "failed to load checkpoint: EOF"; or it has put the state aside as `.bak`.
 * A person takes the empty file away, or the copy back.
 */
async function mendCheckpoint(workspace: Workspace): Promise<boolean> {
  const file = path.join(workspace.backend, ".pulumi", "stacks", "test", `${workspace.stack}.json`);
  const attributes = `${file}.attrs`;
  const text = await readFile(file, "utf8").catch(() => "");
  const isEmpty = (await readFile(attributes, "utf8").catch(() => undefined)) === "";
  const isWhole = text.trimEnd().endsWith("}");
  if (isEmpty) await rm(attributes);
  if (!isWhole) await copyFile(`${file}.bak`, file);
  return isEmpty || !isWhole;
}

/** The ids that the errors of a run name, by the space's name. */
function namedIn({ diagnostics }: OperationResult): Record<string, string> {
  const found = diagnostics.flatMap(({ message }) => {
    const match = /DriveSpace '(.+?)': DingTalk already has .*the option import: "(\d+)"/s.exec(message);
    return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]] as const] : [];
  });
  return Object.fromEntries(found);
}

async function killRound(seed: number): Promise<KillRound> {
  const random = randomFrom(seed);
  const killedAfterAdds = 1 + Math.floor(random() * (names.length - 1));
  await using emulator = await startEmulator({ limits: false, latencyMs: () => 10 + random() * 60 });
  await using workspace = await Workspace.open({ program: { source: program }, env: emulator.env });
  await workspace.stackInit();
  const flags = ["--skip-preview", "--continue-on-error"];

  const moment = momentOf(emulator, killedAfterAdds, random() * 60);
  const killed = workspace.up(flags);
  await moment;
  await workspace.killAll();
  await killed;
  await emulator.settled();
  const made = emulator.spaces.size;
  const mended = await mendCheckpoint(workspace);
  const known = (await idsInState(workspace)).size;

  // The dead engine has left its lock.
  expectSuccess(await workspace.pulumi(["cancel", "--yes", "--stack", workspace.stack]));
  const next = await workspace.up(flags);
  const named = namedIn(next);
  // No second space of any name; and what is there and is nobody's, the run has named.
  const owned = await idsInState(workspace);
  for (const name of names) {
    const ids = emulator.spaces.named(name).map(({ spaceId }) => spaceId);
    expect(ids).toHaveLength(1);
    expect([owned.get(name) ?? named[name]]).toEqual(ids);
  }
  expect(next.code === 0).toBe(Object.keys(named).length === 0);

  // What the errors say to do, done.
  const healed = await workspace.up(flags, { env: { IMPORTS: JSON.stringify(named) } });
  expectSuccess(healed);
  const ids = await idsInState(workspace);
  expect(emulator.spaces.size).toBe(names.length);
  for (const name of names)
    expect(emulator.spaces.named(name).map(({ spaceId }) => spaceId)).toEqual([ids.get(name)]);
  return { seed, killedAfterAdds, made, known, mended, named: Object.keys(named).length };
}

test("a run that is killed at any moment leaves no space that the next one makes twice or does not name", async () => {
  const begin = Number(process.env["PULUMI_DINGTALK_SEED"] ?? Date.now() % 1_000_000);
  const seeds = Array.from({ length: rounds }, (_, index) => begin + index);
  console.log(`seeds ${begin} to ${begin + rounds - 1}; PULUMI_DINGTALK_SEED=${begin} runs them again`);
  const done: KillRound[] = [];
  const worker = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      try {
        done.push(await killRound(seed));
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  expect(done).toHaveLength(rounds);
  // Some of them were killed while it mattered: a space was there that the state did not know.
  expect(done.some(({ made, known }) => made > known)).toBe(true);
  await resultsOf("kill").write(done.sort((a, b) => a.seed - b.seed));
});
