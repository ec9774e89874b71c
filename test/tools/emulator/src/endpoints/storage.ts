import { ok, refuse } from "../answer";
import { textField } from "../call";
import type { Entry } from "../entries";
import type { Behaviour } from "../options";
import { idOnWire, sizeOnWire, timeOnWire } from "../spaceOnWire";
import type { Endpoint } from "./endpoint";
import { pageLength, pageSize, readPageToken, writePageToken } from "./paging";

const mostEntries = 50;

export const getOrganization: Endpoint = (call, { organization, behaviour }) => {
  const unionId = textField(call.query, "unionId");
  if (unionId === undefined) return refuse(call.api, "paramError", call.requestId);
  const elsewhere = call.params["corpId"] !== organization.corpId;
  if (elsewhere || organization.usersByUnionId.get(unionId)?.readsStorage === false) {
    return refuse(call.api, "permissionDenied", call.requestId);
  }
  return ok({ org: { corpId: organization.corpId, partitions: organization.partitionsOnWire(behaviour) } });
};

export const listEntries: Endpoint = (call, { organization, behaviour }) => {
  const parentId = textField(call.query, "parentId");
  const unionId = textField(call.query, "unionId");
  const size = pageSize(call.query["maxResults"] ?? String(mostEntries), mostEntries);
  const after = readPageToken(call.query["nextToken"]);
  const space = organization.spaces.get(call.params["spaceId"] ?? "");
  if (parentId === undefined || unionId === undefined || typeof size !== "number" || after === "invalid") {
    return refuse(call.api, "paramError", call.requestId);
  }
  if (space === undefined || !behaviour.storageKnowsDriveIds) {
    return refuse(call.api, "paramError", call.requestId, { message: "The space does not exist." });
  }
  if (!behaviour.visible(space, unionId)) return refuse(call.api, "permissionDenied", call.requestId);
  const all = space.entries.in(parentId);
  const from = after?.sequence ?? 0;
  const until = from + pageLength(size, behaviour);
  const next = until < all.length ? { sequence: until, name: "" } : undefined;
  return ok({
    dentries: all.slice(from, until).map((entry) => ({
      ...entryOnWire(entry, behaviour),
      spaceId: idOnWire(space.spaceId, behaviour),
      createTime: timeOnWire(entry.createdAt, behaviour.timeForm),
      modifiedTime: timeOnWire(entry.createdAt, behaviour.timeForm),
    })),
    ...writePageToken(next, behaviour.listEnd),
  });
};

function entryOnWire({ id, type, name, size, parentId }: Entry, behaviour: Behaviour) {
  const common = { id, type, name, parentId, status: "NORMAL" };
  return type === "FOLDER"
    ? common
    : { ...common, size: sizeOnWire(size, behaviour), partitionType: "PUBLIC_OSS_PARTITION" };
}
