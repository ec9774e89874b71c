import { ok, refuse, type Answer } from "../answer";
import { textField, type Call } from "../call";
import { changeName } from "../faults/changeName";
import { spaceOnWire } from "../spaceOnWire";
import type { Space } from "../space";
import type { Context, Endpoint } from "./endpoint";
import { pageLength, pageSize, readPageToken, writePageToken } from "./paging";

const mostIds = 30;

export const addSpace: Endpoint = (call, { organization: { spaces }, behaviour }) => {
  const name = textField(call.body, "name");
  const unionId = textField(call.body, "unionId");
  if (name === undefined || unionId === undefined) return refused(call, "param.error");
  if (behaviour.addForbidden) return refused(call, "addSpace.forbiden");
  if (isInvalid(name, behaviour.invalidName)) return refused(call, "name.invalid");
  if (behaviour.duplicateNames !== "allowed" && spaces.named(name).length > 0) {
    return refused(call, behaviour.duplicateNames);
  }
  const made = behaviour.nameChanges.reduce((text, how) => changeName(text, how), name);
  const space = spaces.add({ name: made, quota: behaviour.newSpaceQuota, madeBy: unionId });
  return ok(spaceOnWire(space, behaviour));
};

export const deleteSpace: Endpoint = (call, { organization: { spaces }, behaviour, now }) => {
  const unionId = textField(call.query, "unionId");
  if (unionId === undefined) return refused(call, "param.error");
  const space = spaces.get(call.params["spaceId"] ?? "");
  if (space === undefined)
    return behaviour.alreadyGone === "ok" ? ok() : refused(call, behaviour.alreadyGone);
  if (!behaviour.visible(space, unionId)) return refused(call, "no.priviledge");
  if (space.allStaff) return refused(call, "unsupported.operation");
  spaces.remove(space.spaceId);
  if (behaviour.lingerMs > 0) spaces.linger(space, now + behaviour.lingerMs);
  return ok();
};

export const listSpaces: Endpoint = (call, context) => {
  const { organization, behaviour } = context;
  const unionId = textField(call.query, "unionId");
  const spaceType = textField(call.query, "spaceType") ?? "org";
  const size = pageSize(call.query["maxResults"], behaviour.mostResults);
  const after = readPageToken(call.query["nextToken"]);
  if (size === "too large") return refused(call, "param.error.maxresults");
  if (unionId === undefined || size === "invalid" || after === "invalid" || !isSpaceType(spaceType)) {
    return refused(call, "param.error");
  }
  if (behaviour.pageTokens === "refused once" && after !== undefined && organization.refusesToken(unionId)) {
    return refused(call, "param.error");
  }
  const { spaces, next } = organization.spaces.page(after, pageLength(size, behaviour), (space) => {
    return space.spaceType === spaceType && isListed(space, unionId, context);
  });
  return ok({
    spaces: spaces.map((space) => spaceOnWire(space, behaviour)),
    ...writePageToken(next, behaviour.listEnd),
  });
};

export const querySpaces: Endpoint = (call, { organization: { spaces }, behaviour, now }) => {
  const unionId = textField(call.body, "unionId");
  const ids = call.body?.["spaceIds"];
  if (unionId === undefined || !isIdList(ids)) return refused(call, "param.error");
  if (behaviour.managers?.includes(unionId) === false) return refused(call, "no.priviledge");
  const found: Space[] = [];
  for (const id of new Set(ids)) {
    const space = spaces.queried(id);
    if (space !== undefined && space.createdAt + behaviour.queryLagMs <= now) found.push(space);
    else if (behaviour.unknownIds === "param.error") return refused(call, "param.error");
  }
  return ok({ spaces: found.map((space) => spaceOnWire(space, behaviour)) });
};

function refused(call: Call, code: string): Answer {
  return refuse(call.api, code, call.requestId);
}

function isListed(space: Space, unionId: string, { behaviour, now }: Context): boolean {
  const settled = behaviour.listLagMs === 0 || space.createdAt + behaviour.listLagMs <= now;
  return settled && behaviour.visible(space, unionId);
}

function isInvalid(name: string, rule: RegExp | ((name: string) => boolean)): boolean {
  return typeof rule === "function" ? rule(name) : rule.test(name);
}

function isSpaceType(value: string): boolean {
  return value === "org" || value === "personal";
}

function isIdList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= mostIds &&
    value.every((id) => typeof id === "string" && id !== "")
  );
}
