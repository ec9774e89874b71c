import type { Behaviour, TimeForm } from "./options";
import { isAllStaffFolder, usedQuotaOf, type Space } from "./space";

export interface SpaceOnWire {
  spaceId: string;
  spaceName: string;
  spaceType: string;
  quota: number;
  usedQuota: number;
  permissionMode: string;
  createTime: string;
  modifyTime: string;
}

/** What every answer has of a space, as the SDK has it. */
const requiredFields: ReadonlySet<string> = new Set(["spaceId", "spaceType", "usedQuota"]);

/** A space as it is kept, in the documented form. */
export function plainSpace(space: Space, form: TimeForm = "seconds"): SpaceOnWire {
  return {
    spaceId: space.spaceId,
    spaceName: space.name,
    spaceType: space.spaceType,
    quota: space.quota,
    usedQuota: usedQuotaOf(space),
    permissionMode: space.permissionMode,
    createTime: timeOnWire(space.createdAt, form),
    modifyTime: timeOnWire(space.modifiedAt, form),
  };
}

/** A space as an answer tells it. */
export function spaceOnWire(space: Space, behaviour: Behaviour): Record<string, unknown> {
  const { spaceFields } = behaviour;
  const told = {
    ...plainSpace(space, behaviour.timeForm),
    ...(isAllStaffFolder(space) ? { spaceName: behaviour.allStaffName } : {}),
    spaceId: idOnWire(space.spaceId, behaviour),
    quota: sizeOnWire(space.quota, behaviour),
    usedQuota: sizeOnWire(usedQuotaOf(space), behaviour),
  };
  if (spaceFields === "all") return told;
  const fields = Object.entries(told);
  return Object.fromEntries(
    spaceFields === "sparse"
      ? fields.filter(([key]) => requiredFields.has(key))
      : fields.map(([key, value]) => [key, requiredFields.has(key) ? value : null]),
  );
}

export function idOnWire(id: string, { idForm }: Behaviour): string | number {
  return idForm === "number" && /^\d+$/.test(id) ? Number(id) : id;
}

export function sizeOnWire(bytes: number, { sizeForm }: Behaviour): string | number {
  return sizeForm === "text" ? String(bytes) : bytes;
}

/** `2016-02-28T10:47:08Z`, to the minute `2022-07-29T14:55Z`, or `Thu May 28 09:37:16 CST 2026`. */
export function timeOnWire(time: number, form: TimeForm): string {
  if (form === "cst") {
    const china = new Date(time + 8 * 3_600_000).toUTCString();
    const [, day, date, month, year, clock] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(china) ?? [];
    return [day, month, date, clock, "CST", year].join(" ");
  }
  return `${new Date(time).toISOString().slice(0, form === "seconds" ? 19 : 16)}Z`;
}
