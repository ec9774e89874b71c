import { randomDialects } from "../support/randomDialects";
import { dialects } from "../tools/emulator/src";
import { openStack } from "../support/stack";

/** `PULUMI_DINGTALK_SEED` draws the set of an earlier run again. */
const seed = Number(process.env["PULUMI_DINGTALK_SEED"] ?? Math.floor(Math.random() * 100_000));

/** What lags is waited for in process, by a clock that skips waits. */
const lagging = ["late-lists", "lingering-lists"];
const drawn = randomDialects(
  seed,
  dialects.map(({ id }) => id).filter((id) => !lagging.includes(id)),
);

test.each([
  ["plain", []],
  [`in the dialects of seed ${seed}: ${drawn.join(",")}`, drawn],
])("a stack lives from its first up to its destroy, %s", async (_, spoken) => {
  const names = ["A", "B"];
  const stack = await openStack({
    program: names
      .map((name) => `new dingtalk.DriveSpace("${name}", { name: "${name}", unionId });`)
      .concat("exports.quota = dingtalk.getOrgStorageOutput({ unionId }).partitions;")
      .join("\n"),
    emulator: { dialects: spoken },
  });
  // A list of 50 entries that was refused is asked for again with 20.
  const list = spoken.includes("max-20-entries") ? 2 : 1;
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0, calls: { token: 2, list, add: 2 }, changes: { create: 3 } });
  expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  const { spaceId } = stack.space("A");
  stack.emulator.spaces.putFile(spaceId, { name: "ledger.xlsx", size: 1024 });
  expect((await stack.destroy()).code).not.toBe(0);
  expect(stack.space("A").spaceId).toBe(spaceId);
  stack.space("A").entries.clear();
  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(names.flatMap((name) => stack.emulator.spaces.named(name))).toEqual([]);
});
