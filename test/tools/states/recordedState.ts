import type { Deployment } from "../engine/workspace";

/** A stack that a release has made: its state, and the spaces that DingTalk had then. */
export interface RecordedState {
  readonly spaces: readonly { readonly spaceId: string; readonly name: string }[];
  readonly state: Deployment;
}

/** When the spaces of every recorded state were made. Milliseconds since 1970. */
export const madeAt = Date.UTC(2026, 7, 1, 12, 0, 30);

/**
 * The program whose stack is recorded, and the one that changes it: a rename, an input in place, a new operator, an
 * explicit provider and a data function.
 */
export const programOf = (what: "made" | "changed"): string => `
const dingtalk = require("pulumi-dingtalk");
const unionId = process.env.DINGTALK_UNION_ID;
const isChanged = ${what === "changed"};
new dingtalk.DriveSpace("plain", { name: "Plain", unionId });
new dingtalk.DriveSpace("renamed", { name: isChanged ? "New name" : "Old name", unionId });
new dingtalk.DriveSpace("forced", { name: "Forced", unionId, forceDestroy: !isChanged });
new dingtalk.DriveSpace("twin", { name: "Twin", unionId, allowDuplicateName: true });
const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret, DINGTALK_CORP_ID: corpId } = process.env;
const provider = new dingtalk.Provider("explicit", { clientId, clientSecret, corpId });
new dingtalk.DriveSpace("elsewhere", { name: "Elsewhere", unionId }, { provider });
exports.partitions = dingtalk.getOrgStorageOutput({ unionId }).partitions;
`;
