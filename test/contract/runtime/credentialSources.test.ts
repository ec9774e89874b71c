import type { Emulator } from "../../tools/emulator/src";
import { openHandlers } from "../../support/handlers";
import { openPlugin } from "../../support/pluginClient";
import { errorOf, open } from "../../support/provider";

const inputs = { name: "A", unionId: "u", forceDestroy: false, allowDuplicateName: false };
const state = { ...inputs, spaceId: "7", spaceName: "A" };

const wrong = ({ app, endpoint }: Emulator) => ({ clientId: app.clientId, clientSecret: "wrong", endpoint });

const saved =
  "The state has what the last `pulumi up` saved: set the right value, then run `pulumi up` without --refresh.";

describe("an error about credentials of the dynamic resource", () => {
  test("names the state in a refresh and a destroy, which no program has given anything", async () => {
    const { emulator, clock } = await open();
    const process = () => openHandlers(emulator, clock, { config: wrong(emulator), env: {} }).handlers;
    for (const work of [() => process().read("7", state), () => process().delete("7", state)]) {
      const { message } = await errorOf(work());
      expect(message).toContain("Check clientId (dingtalk:clientId in the state)");
      expect(message).toContain("clientSecret (dingtalk:clientSecret in the state)");
      expect(message).toContain(saved);
    }
  });

  test("names the explicit provider that the state has", async () => {
    const { emulator, clock } = await open();
    const config = { ...wrong(emulator), providerName: "org-b" };
    const { handlers } = openHandlers(emulator, clock, { config, env: {} });
    expect((await errorOf(handlers.read("7", state))).message).toContain(
      "clientSecret (of the provider 'org-b' in the state)",
    );
  });

  test("names the stack's configuration if the program runs: a check, or a get, comes first", async () => {
    const { emulator, clock } = await open();
    const process = () => openHandlers(emulator, clock, { config: wrong(emulator), env: {} }).handlers;
    const creating = process();
    await creating.check({}, inputs);
    const reading = process();
    for (const work of [() => creating.create(inputs), () => reading.read("7", { unionId: "u" })]) {
      const { message } = await errorOf(work());
      expect(message).toContain("clientSecret (dingtalk:clientSecret).");
      expect(message).not.toContain("in the state");
    }
  });

  test("names the environment for what only it gives, also in a refresh", async () => {
    const { emulator, clock } = await open();
    const env = { ...emulator.env, DINGTALK_CLIENT_SECRET: "wrong" };
    const { handlers } = openHandlers(emulator, clock, { env });
    const { message } = await errorOf(handlers.read("7", state));
    expect(message).toContain("clientSecret (DINGTALK_CLIENT_SECRET)");
    expect(message).not.toContain("in the state");
  });
});

describe("an error about credentials of the plugin", () => {
  test("names the state if the engine has not checked the provider, as in a refresh", async () => {
    const plugin = await openPlugin({}, {});
    await plugin.configure(wrong(plugin.emulator));
    await expect(plugin.read("7", state)).rejects.toMatchObject({
      details: expect.stringContaining("clientSecret (dingtalk:clientSecret in the state)") as string,
    });
    await expect(plugin.delete("7", state)).rejects.toMatchObject({
      details: expect.stringContaining(saved) as string,
    });
  });

  test("names the explicit provider, which the engine gives by its name, and none of the engine's own", async () => {
    for (const [name, where] of [
      ["org-b", "of the provider 'org-b' in the state"],
      ["default_1_2_3", "dingtalk:clientSecret in the state"],
    ] as const) {
      const plugin = await openPlugin({}, {});
      await plugin.configure(wrong(plugin.emulator), [], name);
      await expect(plugin.read("7", state)).rejects.toMatchObject({
        details: expect.stringContaining(`clientSecret (${where})`) as string,
      });
    }
  });

  test("names the stack's configuration if the engine has checked the provider", async () => {
    const plugin = await openPlugin({}, {});
    await plugin.checkConfig(wrong(plugin.emulator));
    await plugin.configure(wrong(plugin.emulator));
    await expect(plugin.delete("7", state)).rejects.toMatchObject({
      details: expect.stringContaining("clientSecret (dingtalk:clientSecret).") as string,
    });
    await expect(plugin.invoke("getDriveSpaces", { unionId: "u" })).rejects.toMatchObject({
      details: expect.stringContaining("clientSecret (dingtalk:clientSecret).") as string,
    });
  });
});
