import type { FaultSpec } from "../../../tools/emulator/src";
import { emulate, examineWith } from "./support";

const faults: readonly (readonly [string, FaultSpec])[] = [
  ["the answer of the add is lost", { on: "add", kind: "reset", when: "after" }],
  ["the answer of the add is half", { on: "add", kind: "cut" }],
  [
    "the add is answered with an id alone",
    { on: "add", kind: "incomplete", without: ["spaceName", "createTime"] },
  ],
  ["the query fails", { on: "query", kind: "error", code: "unknown.error", times: Infinity }],
  ["the look into it fails", { on: "entries", kind: "error", code: "systemError", times: Infinity }],
  ["lists break after the first", { on: "list", kind: "reset", skip: 1, times: 2 }],
  ["the first delete breaks", { on: "delete", kind: "reset", when: "before" }],
  ["the first delete is done and its answer is lost", { on: "delete", kind: "reset", when: "after" }],
  ["the delete is refused once for another reason", { on: "delete", kind: "error", code: "system.busy" }],
];

test.each(faults)("what was made is deleted although %s", async (_, fault) => {
  const there = await emulate({ spaces: ["Finance"] });
  there.emulator.fault(fault);
  const seen = await examineWith(there, { write: true });
  expect(there.emulator.count("add")).toBe(1);
  expect(there.emulator.spaces.all().map(({ name }) => name)).toEqual(["Finance"]);
  expect(seen.of("write")).toMatchObject({ mark: "ok", finding: "made, read and deleted one space" });
});

test("Ctrl-C while it writes does not leave a space behind", async () => {
  const there = await emulate({ spaces: ["Finance"] });
  there.emulator.onCall(({ api }) => {
    if (api === "add") process.emit("SIGINT");
  });
  const seen = await examineWith(there, { write: true });
  expect(seen.said.join()).toContain("deleting what was made first");
  expect(there.emulator.spaces.all().map(({ name }) => name)).toEqual(["Finance"]);
  expect(process.listenerCount("SIGINT")).toBe(0);
});

test("a space that cannot be deleted is said with its id, but not in the report", async () => {
  const there = await emulate({ spaces: ["Finance"] });
  there.emulator.fault({ on: "delete", kind: "error", code: "no.priviledge", times: Infinity });
  const seen = await examineWith(there, { write: true });
  const left = there.emulator.spaces.all().find(({ name }) => name !== "Finance");
  expect(seen.failure).toContain(`mend first: write: space ${left?.spaceId ?? "?"} was not deleted: `);
  expect(seen.of("write")?.finding).toBe("the space was not deleted");
  expect(seen.reportText).not.toContain(left?.spaceId ?? "?");
});

test("a space that was there before is not deleted, though the answer to the add names it", async () => {
  const there = await emulate({ spaces: [{ name: "Finance", spaceId: "900000001" }] });
  const body = { spaceId: "900000001", spaceName: "Finance", spaceType: "org", usedQuota: 0 };
  there.emulator.fault({ on: "add", kind: "answer", status: 200, body });
  const seen = await examineWith(there, { write: true });
  expect(seen.failure).toMatch(/^mend first: write: space 900000001 was not deleted: it may be another's\./);
  expect(there.emulator.count("delete")).toBe(0);
});

test("without the permission no space is made, and the permission is what is to mend", async () => {
  const there = await emulate({ spaces: ["Finance"] });
  there.emulator.app.scopes.delete("Drive.Space.Write");
  const seen = await examineWith(there, { write: true });
  expect(seen.failure).toMatch(/^mend first: Drive\.Space\.Write: /);
  expect(there.emulator.spaces.size).toBe(1);
});
