/** The calls this package makes. Each is an API of its own to DingTalk's limits. */
export type Operation = "token" | "add" | "list" | "query" | "delete" | "storage" | "entries" | "user";

export interface OperationFacts {
  /** How an error and a record of the run name it. */
  readonly label: string;
  /** The permission DingTalk's console grants for it. */
  readonly permission?: string;
  /** Whether it counts against the organization's 5,000 calls a month. */
  readonly counted: boolean;
  /** Whether making it twice does no more than making it once. */
  readonly repeatable: boolean;
}

/** Facts of `call-frequency-limit` and of each call's own page in DingTalk's documentation. */
export const operations: Readonly<Record<Operation, OperationFacts>> = {
  token: { label: "get an access token", counted: false, repeatable: true },
  add: { label: "add a space", permission: "Drive.Space.Write", counted: true, repeatable: false },
  list: { label: "list spaces", permission: "Drive.Space.Read", counted: true, repeatable: true },
  query: {
    label: "query spaces by id",
    permission: "Drive.SpaceManage.Read",
    counted: true,
    repeatable: true,
  },
  delete: { label: "delete a space", permission: "Drive.Space.Write", counted: true, repeatable: false },
  storage: {
    label: "get organization storage",
    permission: "Storage.Org.Read",
    counted: true,
    repeatable: true,
  },
  entries: {
    label: "list what lies in a space",
    permission: "Storage.File.Read",
    counted: true,
    repeatable: true,
  },
  user: { label: "get user details", permission: "qyapi_get_member", counted: false, repeatable: true },
};
