/**
 * `npm run bench`: this package beside what else there is, in the real engine. Writes the figures to
 * `docs/performance.json` and from them the page `docs/performance.md` with its charts.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { findEngine } from "../engine/engine";
import { packProvider } from "../engine/pack";
import { elapsed } from "../engine/progress";
import { ROOT } from "../engine/program";
import { measureColdStarts } from "./coldStart";
import { measureBackends } from "./backends";
import { everybody, latencyMs, ours, starters, waiting, type Contestant } from "./contestants";
import { measure, type Setting } from "./measure";
import { measurePace } from "./pace";
import { writePage } from "./page";
import type { BenchResults, Round } from "./results";

const USAGE = `npm run bench                       everything, as docs/performance.md shows it
npm run bench -- --quick            50 spaces once, printed and not kept
npm run bench -- --page             the page again, from docs/performance.json
    --sizes 50,300,1000             how many spaces
    --repeats 3,5,5                 how often, for each size; at 1,000 some are measured once
    --rounds                        without cold starts, DingTalk's limits and other backends
    --backends                      other backends alone
    --only ours,floor               some of ${everybody.map(({ key }) => key).join(", ")}
    --out <file>                    figures for this file instead of docs/performance.json, and no page
What is not measured anew keeps its figures.`;

const kept = path.join(ROOT, "docs", "performance.json");

interface Plan {
  readonly sizes: readonly { spaces: number; repeats: number }[];
  readonly who: readonly Contestant[];
  readonly starts: number;
  readonly paces: number;
  /** How often 300 spaces are measured with DingTalk's limits. */
  readonly limited: number;
  readonly backends: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean" },
      page: { type: "boolean" },
      sizes: { type: "string", default: "50,300,1000" },
      repeats: { type: "string", default: "3,5,5" },
      rounds: { type: "boolean" },
      backends: { type: "boolean" },
      only: { type: "string" },
      out: { type: "string", default: kept },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  if (values.page !== true) await bench(values.quick === true ? quick : planOf(values), values);
  if (values.out === kept && values.quick !== true) await writePage(await readResults(kept));
}

const quick: Plan = {
  sizes: [{ spaces: 50, repeats: 1 }],
  who: everybody,
  starts: 1,
  paces: 0,
  limited: 0,
  backends: false,
};

/** The size at which DingTalk's limits are shown, and that at which the backend is the wall. */
const limitedSpaces = 300;
const backendSpaces = 1_000;

interface Flags {
  readonly sizes: string;
  readonly repeats: string;
  readonly rounds?: boolean | undefined;
  readonly backends?: boolean | undefined;
  readonly only?: string | undefined;
}

function planOf({ sizes, repeats, rounds: roundsOnly, backends, only }: Flags): Plan {
  if (backends === true) return { sizes: [], who: [], starts: 0, paces: 0, limited: 0, backends };
  const times = repeats.split(",").map(Number);
  const wanted = only?.split(",");
  return {
    sizes: sizes.split(",").map((spaces, index) => ({ spaces: Number(spaces), repeats: times[index] ?? 1 })),
    who: everybody.filter(({ key }) => wanted?.includes(key) ?? true),
    ...(roundsOnly === true
      ? { starts: 0, paces: 0, limited: 0, backends: false }
      : { starts: 7, paces: 2, limited: 2, backends: true }),
  };
}

async function bench(plan: Plan, { quick: isQuick, out }: { quick?: boolean; out: string }): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-bench-"));
  try {
    const setting: Setting = { engine: await findEngine(), tarball: await packProvider(folder) };
    const date = new Date().toISOString().slice(0, 10);
    const fresh: BenchResults = {
      machine: await machine(setting),
      date,
      latencyMs,
      coldStarts: plan.starts > 0 ? await measureColdStarts(setting, started(plan.who), plan.starts) : [],
      ...(plan.paces > 0 ? { paced: await measurePace(setting, plan.paces) } : {}),
      ...(plan.limited > 0 ? { limited: await limited(setting, plan.limited) } : {}),
      rounds: await rounds(setting, plan),
      ...(plan.backends
        ? { backends: await measureBackends(setting, backendSpaces), backendsDate: date }
        : {}),
    };
    if (isQuick === true) {
      console.log(JSON.stringify(fresh, undefined, 1));
      return;
    }
    const all = merged(await readResults(out).catch(() => undefined), fresh);
    await writeFile(out, await format(JSON.stringify(all), { parser: "json", printWidth: 110 }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const started = (who: readonly Contestant[]) => who.filter((one) => starters.includes(one));

async function limited(setting: Setting, times: number): Promise<Round[]> {
  const done: Round[] = [];
  for (let time = 0; time < times; time += 1)
    done.push(await measure(setting, ours, limitedSpaces, { limits: true }));
  return done;
}

/** What takes minutes and is compared with nobody at the largest size. */
const isMeasuredOnce = ({ key }: Contestant, spaces: number): boolean =>
  spaces >= backendSpaces && !["ours", "plugin", "floor", "outputs", waiting.key].includes(key);

/** Size after size; each time in another order, so that nobody always runs first. */
async function rounds(setting: Setting, { sizes, who }: Plan): Promise<Round[]> {
  const done: Round[] = [];
  const started = Date.now();
  for (const { spaces, repeats } of sizes) {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const turned = [...who.slice(repeat % who.length), ...who.slice(0, repeat % who.length)];
      for (const contestant of repeat % 2 === 0 ? turned : turned.reverse()) {
        if (repeat > 0 && isMeasuredOnce(contestant, spaces)) continue;
        const round = await measure(setting, contestant, spaces);
        done.push(round);
        const times = Object.entries(round.ms).map(([name, ms]) => `${name} ${(ms / 1_000).toFixed(1)}`);
        process.stderr.write(
          `[${elapsed(Date.now() - started)}] ${spaces} spaces, ${repeat + 1} of ${repeats}, ${contestant.key}: ${times.join(", ")}\n`,
        );
      }
    }
  }
  return done;
}

async function machine({ engine }: Setting): Promise<BenchResults["machine"]> {
  const sdk = JSON.parse(await readFile(require.resolve("@pulumi/pulumi/package.json"), "utf8")) as {
    version: string;
  };
  return {
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model ?? "unknown",
    memoryBytes: os.totalmem(),
    node: process.version,
    engine: engine.version,
    sdk: sdk.version,
  };
}

/** What was measured anew takes the place of what was there for its size. */
function merged(before: BenchResults | undefined, fresh: BenchResults): BenchResults {
  const sizes = new Set(fresh.rounds.map(({ spaces }) => spaces));
  const kept = (before?.rounds ?? []).filter(({ spaces }) => !sizes.has(spaces));
  return {
    ...before,
    ...fresh,
    coldStarts: fresh.coldStarts.length > 0 ? fresh.coldStarts : (before?.coldStarts ?? []),
    rounds: [...kept, ...fresh.rounds].sort((a, b) => a.spaces - b.spaces),
  };
}

const readResults = async (file: string): Promise<BenchResults> =>
  JSON.parse(await readFile(file, "utf8")) as BenchResults;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
