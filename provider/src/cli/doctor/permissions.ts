import { isOperatorRefused } from "../../dingtalk/errors/guards";
import { BudgetError } from "../../dingtalk/http/budget";
import { operations, type Operation } from "../../dingtalk/wire/operation";
import type { Answers } from "./answers";
import { errorFinding, notAsked, type Finding } from "./finding";
import { obstacleOf } from "./obstacleOf";
import { permissionShown } from "./permissionShown";
import type { Asked } from "./session";

interface Permission {
  readonly operation: Operation;
  readonly answer: (answers: Answers) => Asked<unknown> | undefined;
  /** What a program does without it; if that is only a data function, the lack is a warning. */
  readonly usedBy: string;
  readonly isOptional?: boolean;
}

const permissions: readonly Permission[] = [
  { operation: "add", answer: ({ change }) => change, usedBy: "creating and deleting spaces" },
  { operation: "list", answer: ({ list }) => list, usedBy: "looking for a taken name" },
  { operation: "query", answer: ({ query }) => query, usedBy: "reading spaces" },
  { operation: "entries", answer: ({ entries }) => entries, usedBy: "seeing that a space is empty" },
  { operation: "storage", answer: ({ storage }) => storage, usedBy: "getOrgStorage alone", isOptional: true },
  { operation: "user", answer: ({ user }) => user, usedBy: "getUser alone", isOptional: true },
];

/** One finding for each permission. */
export function permissionFindings(answers: Answers): readonly Finding[] {
  const obstacle = "error" in answers.list ? obstacleOf(answers.list.error) : undefined;
  return permissions.map((permission) => {
    const asked = permission.answer(answers);
    const check = operations[permission.operation].permission ?? permission.operation;
    if (obstacle !== undefined) return notAsked(check, `see ${obstacle}`);
    return asked === undefined
      ? notAsked(check, "corpId is not set")
      : findingOf(check, permission, asked, answers);
  });
}

function findingOf(
  check: string,
  { usedBy, isOptional = false }: Permission,
  asked: Asked<unknown>,
  answers: Answers,
): Finding {
  const shown = permissionShown(asked);
  const error = "error" in asked ? asked.error : undefined;
  const granted = { check, mark: "ok", finding: "granted", facts: { permission: "granted" } } as const;
  if (shown === "granted") {
    if (asked !== answers.query || !isOperatorRefused(error)) return granted;
    const { advice } = error;
    return { ...granted, mark: "warning", finding: "granted, but not to the user of unionId", advice };
  }
  if (error instanceof BudgetError) return notAsked(check, "the doctor's calls are used up");
  if (shown === "unknown") return errorFinding(check, isOptional ? "warning" : "wrong", error);
  const { advice } = errorFinding(check, "wrong", error);
  return {
    check,
    mark: isOptional ? "warning" : "wrong",
    finding: `missing; for ${usedBy}`,
    advice,
    facts: { permission: "missing" },
  };
}
