/** The calls the emulator knows; the three token endpoints are one. */
export const apiNames = ["token", "add", "delete", "list", "query", "storage", "entries", "user"] as const;

export type ApiName = (typeof apiNames)[number];

/** How a call's errors are written and which statuses its codes have. */
export type ErrorFamily = "token" | "drive" | "storage" | "legacy";

export interface Api {
  readonly family: ErrorFamily;
  /** The permission an app needs; token calls need none. */
  readonly scope?: string;
  /** Whether a call is taken from the organization's monthly quota. */
  readonly billed: boolean;
}

export const apis: Readonly<Record<ApiName, Api>> = {
  token: { family: "token", billed: false },
  add: { family: "drive", scope: "Drive.Space.Write", billed: true },
  delete: { family: "drive", scope: "Drive.Space.Write", billed: true },
  list: { family: "drive", scope: "Drive.Space.Read", billed: true },
  query: { family: "drive", scope: "Drive.SpaceManage.Read", billed: true },
  storage: { family: "storage", scope: "Storage.Org.Read", billed: true },
  entries: { family: "storage", scope: "Storage.File.Read", billed: true },
  user: { family: "legacy", scope: "qyapi_get_member", billed: false },
};

/** Every permission the emulated calls ask for. */
export const allScopes: readonly string[] = [
  ...new Set(Object.values(apis).flatMap(({ scope }) => (scope === undefined ? [] : [scope]))),
];

export function isApiName(value: unknown): value is ApiName {
  return (apiNames as readonly unknown[]).includes(value);
}
