import type { Drive } from "../dingtalk/drive";
import type { Space } from "../dingtalk/wire";
import { sameName } from "../dingtalk/sameName";
import { collectGiven, configurationProblem, readConfiguration, type Given } from "./configuration";
import { failure } from "./failure";
import { fileWarning } from "./fileWarning";
import {
  changedInputs,
  checkInputs,
  importKey,
  inputsOf,
  isKnown,
  providerKey,
  replacing,
  type CheckFailure,
  type DriveSpaceInputs,
  type Properties,
} from "./inputs";
import { secondOfOneName } from "./newNames";
import { openDrive } from "./openDrive";
import { consoleReporter } from "./reporter";

/** A space was made, and something after that failed. */
interface PartlyMade {
  readonly name: "PartlyDone";
  readonly spaceId: string;
  readonly message: string;
}

const reporter = consoleReporter();
let given: Given = {};
let drive: Drive | undefined;
let configurationIsChecked = false;

/** What the option `import` of existing resources names: when one is replaced, its new space is made. */
const settledImports = new Set<string>();

/** Spaces that are being replaced, and what by. */
const replacements = new Map<string, DriveSpaceInputs>();

/** What a refresh has just read. The diff that follows has its sides swapped: it replaces nothing. */
const justRead = new Set<string>();

const theDrive = () => (drive ??= openDrive(readConfiguration(given, process.env), reporter));

interface ConfigureRequest {
  readonly config: { get(key: string): unknown };
}

/**
 * What the engine calls for a DriveSpace. Its methods are in every user's state by name: they are frozen.
 */
export const driveSpace = {
  /** Only keeps the configuration: the host does not wait for this. What is missing is said when it is needed. */
  configure({ config }: ConfigureRequest): Promise<void> {
    given = collectGiven((key) => config.get(key));
    drive = undefined;
    configurationIsChecked = false;
    return Promise.resolve();
  },

  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Record<string, unknown>; failures: CheckFailure[] }> {
    const { inputs, failures } = checkInputs(news);
    const isNew = Object.keys(olds).length === 0;
    const importId = importOf(news);
    failures.push(...importFailure(news));
    warnOfConfiguration();
    if (importId !== undefined && !isNew) settledImports.add(importId);
    if (importId !== undefined && isNew && !settledImports.has(importId)) {
      inputs[importKey] = importId;
      reporter.notice(
        `import ${importId}`,
        `takes over the existing space ${importId}; no space will be created for it.`,
      );
    } else if (isNew && failures.length === 0) {
      failures.push(...secondOfOneName(inputs));
    }
    return Promise.resolve({ inputs, failures });
  },

  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{
    changes: boolean;
    replaces: string[];
    deleteBeforeReplace: boolean;
  }> {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter((name) => replacing.includes(name));
    const isRefresh = justRead.delete(id);
    replacements.delete(id);
    if (replaces.length > 0 && !isRefresh) {
      if (isKnown(news)) replacements.set(id, inputsOf(news));
      const warning = fileWarning(olds, news);
      if (warning !== undefined) reporter.warn(`files ${id}`, warning);
    }
    return Promise.resolve({
      changes: changed.length > 0,
      replaces,
      deleteBeforeReplace: replaces.length > 0,
    });
  },

  async create(properties: Properties): Promise<{ id: string; outs: Record<string, unknown> }> {
    const inputs = inputsOf(properties);
    const importId = importOf(properties);
    const verb = importId === undefined ? "create" : "import";
    try {
      const space =
        importId === undefined ? await theDrive().create(inputs) : await theDrive().adopt(importId, inputs);
      return { id: space.spaceId, outs: { ...inputs, ...space } };
    } catch (error) {
      const failed = failure(`${verb} DriveSpace '${inputs.name}'`, error);
      if (!isPartlyMade(error)) throw failed;
      const state = { ...inputs, spaceId: error.spaceId, [providerKey]: properties[providerKey] };
      throw Object.assign(failed, { id: error.spaceId, properties: state, reasons: [failed.message] });
    }
  },

  async read(
    id: string,
    properties: Properties,
  ): Promise<{ id?: string; props?: Record<string, unknown>; inputs?: Record<string, unknown> }> {
    const { name, unionId, forceDestroy, allowDuplicateName } = inputsOf(properties);
    try {
      if (unionId === "") throw new Error("unionId is missing: give the operator's unionId.");
      const space = await theDrive().read(id, unionId);
      if (space) {
        justRead.add(id);
        // DingTalk may have trimmed the name that it was given: only a change there is drift.
        const isSame = space.spaceName === properties["spaceName"] || sameName(space.spaceName, name);
        const now = isSame && name !== "" ? name : space.spaceName;
        const inputs = { name: now, unionId, forceDestroy, allowDuplicateName };
        return { id, props: { ...inputs, ...space }, inputs };
      }
    } catch (error) {
      throw failure(`read DriveSpace '${name || id}'`, error);
    }
    if (properties["spaceId"] !== undefined) return {};
    throw failure(
      `read DriveSpace '${id}'`,
      "DingTalk shows unionId's user no space with this id. Check the id and unionId.",
    );
  },

  async update(id: string, olds: Properties, news: Properties): Promise<{ outs: Record<string, unknown> }> {
    const inputs = inputsOf(news);
    const known = fieldsOf(olds);
    const newOperator = changedInputs(olds, news).includes("unionId");
    if (known && !newOperator) return { outs: { ...inputs, ...known } };
    try {
      const space = await theDrive().read(id, inputs.unionId);
      if (space) return { outs: { ...inputs, ...space } };
    } catch (error) {
      throw failure(`update DriveSpace '${inputs.name}'`, error);
    }
    throw failure(
      `update DriveSpace '${inputs.name}'`,
      newOperator
        ? `The user of the new unionId does not see space ${id}, and nothing was changed. Give a unionId whose user may manage it; if the space was deleted, run pulumi refresh.`
        : `DingTalk does not show space ${id}, which an earlier run has made. Run pulumi up again in a minute; if the space is not there in DingTalk Drive either, run pulumi refresh, which drops it from the state, then pulumi up.`,
    );
  },

  async delete(id: string, properties: Properties): Promise<void> {
    const { name, unionId, forceDestroy } = inputsOf(properties);
    try {
      // What replaces it must be able to have its name, or the old space would be gone for nothing.
      const next = replacements.get(id);
      if (next) await theDrive().assertFree(next, replacements);
      await theDrive().remove({ spaceId: id, unionId, forceDestroy });
    } catch (error) {
      throw failure(`delete DriveSpace '${name}'`, error);
    }
  },
};

/** The id of the space to take over, where the option `import` names one. */
function importOf(properties: Properties): string | undefined {
  const id = properties[importKey];
  return typeof id === "string" ? id : undefined;
}

function importFailure(news: Properties): CheckFailure[] {
  const id = news[importKey];
  if (id === undefined || (typeof id === "string" && id.trim() !== "")) return [];
  return [
    {
      property: importKey,
      reason: "the option import must be the id of a space, as a string that is not empty",
    },
  ];
}

/** A preview makes no call, and would not notice what up will be missing. */
function warnOfConfiguration(): void {
  if (configurationIsChecked) return;
  configurationIsChecked = true;
  const problem = configurationProblem(given, process.env);
  if (problem !== undefined) reporter.warn("configuration", problem);
}

const fields: readonly (keyof Space)[] = [
  "spaceId",
  "spaceName",
  "spaceType",
  "quota",
  "usedQuota",
  "permissionMode",
  "createTime",
  "modifyTime",
];

/** The eight fields as the state has them; `undefined` where an earlier run could not read them all. */
function fieldsOf(state: Properties): Record<string, unknown> | undefined {
  const known = Object.fromEntries(fields.map((field) => [field, state[field]]));
  return Object.values(known).includes(undefined) ? undefined : known;
}

const isPartlyMade = (error: unknown): error is PartlyMade =>
  error instanceof Error && error.name === "PartlyDone" && "spaceId" in error;
