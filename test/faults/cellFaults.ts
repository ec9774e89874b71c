import type { FaultSpec } from "../tools/emulator/src/index";
import type { Cell } from "./cells";
import { ownKinds, type Kind, type OwnFault } from "./faultKinds";
import { appOf } from "./finding";

/** Whether the emulator makes the fault. */
export const isEmulators = (spec: Kind["spec"]): spec is Exclude<Kind["spec"], OwnFault> =>
  !ownKinds.includes(spec.kind);

/** The kind's fault, for this cell's calls alone. */
export function kindFault({ key, call, kind, repeatedly }: Cell, fullId: string | undefined): FaultSpec {
  if (!isEmulators(kind.spec)) throw new Error(`the emulator has no fault '${kind.spec.kind}'`);
  const match =
    call === "token"
      ? { corpId: appOf(key).corpId }
      : call === "entries" && fullId !== undefined
        ? { spaceId: fullId }
        : { unionId: key };
  return { ...kind.spec, on: call, times: repeatedly ? Infinity : 1, match };
}

/** What is so in the first run beside the kind's fault. */
export const besideFaults = (cell: Cell): FaultSpec[] => [
  ...cell.also.map((spec) => ({ ...spec, match: { unionId: cell.key } })),
  ...standingFaults(cell),
];

/** What is so in every run. */
export const standingFaults = ({ key, always }: Cell): FaultSpec[] =>
  always.map((spec) => ({ ...spec, match: { unionId: key } }));
