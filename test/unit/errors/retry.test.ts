import { errorTable, type ErrorKind } from "../../../provider/src/dingtalk/errors/errorTable";
import { retryDelay } from "../../../provider/src/dingtalk/errors/retry";
import type { Operation } from "../../../provider/src/dingtalk/wire/operation";

describe("retryDelay", () => {
  const delays = (operation: Operation, kind: ErrorKind, waits: number[] = [], times = 5) =>
    Array.from({ length: times }, (_, index) => retryDelay({ operation, kind, times: index + 1, waits }));

  test.each<[ErrorKind, Operation, (number | undefined)[]]>([
    ["unknown", "list", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "query", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "token", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "add", [undefined, undefined, undefined, undefined, undefined]],
    ["unknown", "delete", [undefined, undefined, undefined, undefined, undefined]],
    ["notSent", "add", [500, 1_500, 4_000, undefined, undefined]],
    ["token", "add", [0, 1_000, 2_000, 4_000, 8_000]],
    ["refused", "list", [undefined, undefined, undefined, undefined, undefined]],
    ["notFound", "query", [undefined, undefined, undefined, undefined, undefined]],
    ["blocked", "list", [undefined, undefined, undefined, undefined, undefined]],
    ["quotaExhausted", "list", [undefined, undefined, undefined, undefined, undefined]],
  ])("of %s, %s", (kind, operation, expected) => {
    expect(delays(operation, kind)).toEqual(expected);
  });

  test("of throttled follows the table's waits, and its last one for as long as it takes", () => {
    for (const row of errorTable.filter(({ kind }) => kind === "throttled")) {
      const waits = [...(row.waits ?? [])];
      expect(waits.length).toBeGreaterThan(0);
      expect(delays("add", "throttled", waits, waits.length + 2)).toEqual([
        ...waits,
        waits.at(-1),
        waits.at(-1),
      ]);
    }
    expect(delays("add", "throttled", [], 2)).toEqual([1_000, 1_000]);
  });
});
