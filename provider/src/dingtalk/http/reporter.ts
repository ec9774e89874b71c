/** Where a line for people goes. Each `key` is said once a run. */
export interface Reporter {
  notice(key: string, line: string): void;
  warn(key: string, line: string): void;
}
