import type * as z from "zod/mini";
import type { HttpRequest } from "./transport";

export interface Call<T extends z.core.$ZodType> {
  readonly method: HttpRequest["method"];
  /** As the record of the run shows it, ids replaced by their name: `/v1.0/drive/spaces/{spaceId}`. */
  readonly path: string;
  /** What stands in for `{…}` in the path. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly schema: T;
  /** A call of the old API, which takes its token in the query. */
  readonly legacy?: boolean;
}
