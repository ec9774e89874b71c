import { open } from "../../support/provider";

const unionId = "emulatorUnionId";
const spacesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Space ${index}`, spaceId: String(index + 1) }));

async function deleteAll(count: number, maxCalls: number, latencyMs = 0) {
  const all = await open({
    emulator: { limits: false, spaces: spacesOf(count), latencyMs },
    config: { maxCalls },
  });
  const deleted = await Promise.allSettled(
    spacesOf(count).map(({ spaceId }) => all.drive.delete({ spaceId, unionId, forceDestroy: false })),
  );
  const failures = deleted.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  return { ...all, failures };
}

test("with a cap on calls that is far away, 60 deletes of slow answers do not wait for each other until their time is over", async () => {
  const { failures, emulator } = await deleteAll(60, 1_000, 2_000);
  expect(failures).toEqual([]);
  expect(emulator.spaces.size).toBe(0);
});

test("with a cap on calls that is near, a space is seen to its end before the next is looked into", async () => {
  // One query for all, then two calls for each of four spaces.
  const { failures, emulator } = await deleteAll(10, 9);
  expect(emulator.spaces.size).toBe(6);
  expect(failures).toHaveLength(6);
  for (const failure of failures) expect(failure).toContain("maxCalls");
});
