import { deprecations, type Deprecation } from "../../../provider/src/runtime/deprecations";
import { createLookUps } from "../../../provider/src/runtime/lookUps";
import { openDrive } from "../../../provider/src/runtime/openDrive";
import { openHandlers } from "../../support/handlers";
import { openPlugin } from "../../support/pluginClient";
import { open } from "../../support/provider";
import { quietReporter } from "../../support/quietReporter";

const planted: readonly Deprecation[] = [
  { of: "DriveSpace", name: "allowDuplicateName", successor: "adoptExisting", since: "9.1.0" },
  { of: "getDriveSpace", name: "name", successor: "spaceId", since: "9.2.0" },
  { of: "configuration", name: "legacyEndpoint", successor: "endpoint", since: "9.3.0" },
];
const inputs = { name: "A", unionId: "u" };
const ofInput = "DriveSpace: allowDuplicateName is deprecated since 9.1.0. Use adoptExisting instead.";
const ofArgument = "getDriveSpace: name is deprecated since 9.2.0. Use spaceId instead.";
const ofKey = "dingtalk:legacyEndpoint is deprecated since 9.3.0. Use dingtalk:endpoint instead.";
const ofVariable = "DINGTALK_LEGACY_ENDPOINT is deprecated since 9.3.0. Use DINGTALK_ENDPOINT instead.";

test("this release deprecates nothing", () => {
  expect(deprecations).toEqual([]);
});

describe("the dynamic resource", () => {
  const started = async (config: Record<string, unknown> = {}, env?: Record<string, string>) => {
    const { emulator, clock } = await open();
    const { clientId, clientSecret, corpId } = emulator.app;
    const plain = { clientId, clientSecret, corpId, endpoint: emulator.endpoint };
    const { handlers, lines } = openHandlers(emulator, clock, {
      config: { ...plain, ...config },
      env: env ?? {},
      deprecations: planted,
    });
    return { handlers, lines };
  };

  test("names the successor of a deprecated input at preview, and goes on", async () => {
    const { handlers, lines } = await started();
    const { inputs: checked, failures } = await handlers.check({}, { ...inputs, allowDuplicateName: true });
    expect([checked["allowDuplicateName"], failures]).toEqual([true, []]);
    expect(lines).toEqual([ofInput]);
  });

  test("says nothing of a deprecated input that a program does not give", async () => {
    const { handlers, lines } = await started();
    const { inputs: checked } = await handlers.check({}, inputs);
    expect(checked).toEqual(inputs);
    expect(lines).toEqual([]);
  });

  test("names the successor of a deprecated key of the stack's configuration, and of its variable", async () => {
    const stack = await started({ legacyEndpoint: "http://127.0.0.1:1" });
    await stack.handlers.check({}, inputs);
    expect(stack.lines).toEqual([ofKey]);
    const environment = await started({}, { DINGTALK_LEGACY_ENDPOINT: "http://127.0.0.1:1" });
    await environment.handlers.check({}, inputs);
    expect(environment.lines).toEqual([ofVariable]);
  });
});

test("a data function names the successors of its arguments and of the configuration", async () => {
  const { emulator } = await open({ emulator: { spaces: [{ name: "A" }] } });
  const reporter = quietReporter();
  const env = { ...emulator.env, DINGTALK_LEGACY_ENDPOINT: emulator.endpoint };
  const lookUps = createLookUps({ env, reporter, openDrive, deprecations: planted });
  await lookUps.getDriveSpace({}, () => undefined, { name: "A", unionId: "emulatorUnionId" });
  expect([...reporter.lines.values()]).toEqual([ofArgument, ofVariable]);
});

test("the plugin warns in the same words", async () => {
  const plugin = await openPlugin({ spaces: [{ name: "A" }] }, undefined, undefined, planted);
  const { clientId, clientSecret, corpId } = plugin.emulator.app;
  const endpoint = plugin.emulator.endpoint;
  const config = { clientId, clientSecret, corpId, endpoint, legacyEndpoint: endpoint };
  await plugin.checkConfig(config);
  await plugin.configure(config);
  expect((await plugin.check({ ...inputs, allowDuplicateName: true })).failures).toEqual([]);
  await plugin.invoke("getDriveSpace", { name: "A", unionId: "emulatorUnionId" });
  expect(new Set(plugin.lines)).toEqual(new Set([ofInput, ofArgument, ofKey]));
});
