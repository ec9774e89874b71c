import { openHandlers } from "../../support/handlers";
import { errorOf, open } from "../../support/provider";
import type { VirtualClock } from "../../support/virtualClock";
import type { Emulator } from "../../tools/emulator/src";

const a = { clientId: "app-a", clientSecret: "secret-a", corpId: "corp-a" };
const b = { clientId: "app-b", clientSecret: "secret-b", corpId: "corp-b" };
const other = { clientId: "app-a2", clientSecret: "secret-a2", corpId: "corp-a" };
const inputs = { name: "Finance", unionId: "operator" };

/** A process whose environment names no app. */
const as = (emulator: Emulator, clock: VirtualClock, { config }: { config: Record<string, unknown> }) =>
  openHandlers(emulator, clock, { config, env: { DINGTALK_ENDPOINT: emulator.endpoint } });

/** A space that organization A's app has made, and an organization B on the same host with the same ids. */
async function made({ withCorpId = true } = {}) {
  const opened = await open({ emulator: { apps: [a, b, other], limits: false } });
  const { emulator, clock } = opened;
  const { corpId, ...app } = a;
  const config = withCorpId ? { ...app, corpId } : app;
  const { handlers } = as(emulator, clock, { config });
  const { id, outs } = await handlers.create(inputs);
  return { ...opened, id, state: outs, config };
}

test("the state says which organization made a space", async () => {
  const { state } = await made();
  expect(state["__origin"]).toMatchObject({ layout: 2, corpId: "corp-a", clientId: "app-a" });
});

test("the credentials of another organization are refused in one line that names both, at preview and everywhere else", async () => {
  const { emulator, clock, id, state } = await made();
  await clock.pass(3_600_000);
  const { handlers } = as(emulator, clock, { config: b });
  const before = emulator.calls.length;
  const errors = [
    await errorOf(handlers.diff(id, state, { ...inputs })),
    await errorOf(handlers.read(id, state)),
    await errorOf(handlers.update(id, state, { ...inputs, unionId: "new" })),
    await errorOf(handlers.delete(id, state)),
    await errorOf(handlers.delete(id, { ...state, forceDestroy: true })),
  ];
  for (const { message } of errors) {
    expect(message).toContain("organization corp-a");
    expect(message).toContain("organization corp-b");
    expect(message).not.toContain("\n");
  }
  expect(emulator.calls).toHaveLength(before);
});

test("another app of what may be the same organization works for what it sees; what it does not see is an error", async () => {
  const { emulator, clock, id, state } = await made({ withCorpId: false });
  await clock.pass(3_600_000);
  const { corpId, ...app } = other;
  const { handlers } = as(emulator, clock, { config: app });
  const read = await handlers.read(id, state);
  expect(read).toMatchObject({ id, props: { spaceName: "Finance", __origin: { clientId: "app-a" } } });
  emulator.organization(corpId).spaces.add("Another");
  emulator.organization(corpId).spaces.remove(id);
  const error = await errorOf(as(emulator, clock, { config: app }).handlers.read(id, state));
  expect(error.message).toMatch(/app app-a made it, and these credentials are of app app-a2/);
  const again = await errorOf(as(emulator, clock, { config: app }).handlers.delete(id, state));
  expect(again.message).toContain("does not tell that the space is gone");
});

test("a space of another organization under the same id is not taken for the state's", async () => {
  const { emulator, clock, id, state } = await made({ withCorpId: false });
  await clock.pass(3_600_000);
  const { corpId, ...app } = b;
  const { handlers } = as(emulator, clock, { config: { ...b } });
  await handlers.create({ ...inputs, name: "Theirs" });
  const [theirs] = emulator.organization(corpId).spaces.named("Theirs");
  const state2 = { ...state, spaceId: theirs?.spaceId };
  const theirId = theirs?.spaceId ?? id;
  const asB = () => as(emulator, clock, { config: app }).handlers;
  expect((await errorOf(asB().read(theirId, state2))).message).toContain("does not tell");
  expect((await errorOf(asB().delete(theirId, { ...state2, forceDestroy: true }))).message).toContain(
    "does not tell",
  );
  expect(emulator.organization(corpId).spaces.named("Theirs")).toHaveLength(1);
});

test("the state of an older release learns its organization from the next read that shows the space", async () => {
  const { emulator, clock, id, state, config } = await made();
  const old = Object.fromEntries(Object.entries(state).filter(([key]) => key !== "__origin"));
  const { handlers } = as(emulator, clock, { config });
  const { props } = await handlers.read(id, old);
  expect(props?.["__origin"]).toEqual({ layout: 2, corpId: "corp-a", clientId: "app-a" });
});
