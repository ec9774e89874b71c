import type { TimeForm } from "./options";
import { usedQuotaOf, type Space } from "./spaces";

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

export function spaceOnWire(space: Space, form: TimeForm): SpaceOnWire {
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

/** `2016-02-28T10:47:08Z`, or to the minute `2022-07-29T14:55Z`. */
export function timeOnWire(time: number, form: TimeForm): string {
  return `${new Date(time).toISOString().slice(0, form === "seconds" ? 19 : 16)}Z`;
}
