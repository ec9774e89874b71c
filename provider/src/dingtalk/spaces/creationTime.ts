const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?<seconds>:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The latest moment that a `createTime` can mean, milliseconds since 1970: it may be given to the minute. A time
 * without `Z` or an offset means nothing that can be relied on.
 */
export function creationTime(text: unknown): number | undefined {
  const match = typeof text === "string" ? iso.exec(text) : null;
  if (!match) return undefined;
  const time = Date.parse(match[0]);
  if (Number.isNaN(time)) return undefined;
  return match.groups?.["seconds"] === undefined ? time + 59_999 : time + 999;
}
