import { checkImportId, importInput, importOf, isSettled } from "../importOption";
import { checkInputs, importKey, siblingsKey, type CheckFailure, type Properties } from "../inputs";
import { importedTwice } from "../messages";
import type { Context } from "./context";

export interface CheckResult {
  readonly inputs: Record<string, unknown>;
  readonly failures: CheckFailure[];
}

/** Checks inputs, without a call. The engine checks a replacement a second time, as a new resource. */
export function check(context: Context, olds: Properties, news: Properties): CheckResult {
  const { session, plan, checkDuplicateName } = context;
  session.programRuns();
  context.warnDeprecated(news);
  const { inputs, failures } = checkInputs(news);
  const isNew = Object.keys(olds).length === 0;
  failures.push(...checkImportId(news));
  plan.declare(siblingsOf(news));
  const wrong = session.check();
  if (wrong !== undefined) failures.push({ property: "provider", reason: wrong });
  const importId = importOf(news);
  if (importId === undefined) {
    if (isNew && failures.length === 0) failures.push(...checkDuplicateName(inputs));
    return { inputs, failures };
  }
  const name = String(inputs["name"]);
  const settled = isNew ? plan.isSettled(importId, name) : isSettled(olds, importId);
  Object.assign(inputs, importInput(importId, settled));
  if (settled) plan.settle(importId, name);
  else if (isNew) failures.push(...takeOver(context, importId, name));
  return { inputs, failures };
}

function siblingsOf(news: Properties): string[] {
  const names = news[siblingsKey];
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** A new resource is to take over a space, unless another resource has it. */
function takeOver({ plan, reporter }: Context, id: string, name: string): CheckFailure[] {
  const holder = plan.imported(id, name);
  if (holder !== undefined) return [{ property: importKey, reason: importedTwice(id, holder) }];
  const line = `takes over the existing space ${id}; no space will be created for it.`;
  reporter.notice(`import ${id}`, line);
  return [];
}
