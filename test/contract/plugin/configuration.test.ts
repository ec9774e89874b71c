import { messages, type rpc } from "../../../provider/src/plugin/sdk";
import { writeProperties } from "../../../provider/src/plugin/properties";
import { unknownValue } from "../../support/unknownValue";
import { openPlugin, type PluginClient } from "../../support/pluginClient";

let plugin: PluginClient;

beforeEach(async () => {
  plugin = await openPlugin();
});

const known =
  "clientId, clientSecret, corpId, suiteTicket, accessToken, endpoint, legacyEndpoint, callsPerSecond, maxCalls, unionId";

test.each<[string, Record<string, unknown>, string[]]>([
  ["a misspelt key", { clientID: "a" }, ["unknown key dingtalk:clientID; did you mean dingtalk:clientId?"]],
  ["an unknown key", { colour: "a" }, [`unknown key dingtalk:colour; expected ${known}.`]],
  ["a wrong type", { corpId: true }, ["dingtalk:corpId must be a string, not a boolean (true)."]],
  [
    "a wrong type of a secret, which is not shown",
    { clientSecret: 5 },
    ["dingtalk:clientSecret must be a string, not a number."],
  ],
  [
    "a value that no run could use",
    { maxCalls: "0" },
    ["dingtalk:maxCalls (or DINGTALK_MAX_CALLS) must be a whole number from 1, not '0'."],
  ],
  ["what the engine gives itself", { version: "1.0.0", pluginDownloadURL: "x" }, []],
  ["a number as a number or as a text", { callsPerSecond: 5, maxCalls: "7" }, []],
  ["what is not known yet", { corpId: unknownValue }, []],
])(
  "CheckConfig on %s: one line, and no property, of which the engine would print the value",
  async (_, news, expected) => {
    expect(await plugin.checkConfig(news)).toEqual(expected.map((line) => `: ${line}`));
  },
);

test("a missing key is one line of a preview, which can do without it, and an error once it is needed", async () => {
  const bare = await openPlugin({}, {});
  expect(await bare.checkConfig({})).toEqual([]);
  await bare.configure();
  const inputs = { name: "A", unionId: "u", forceDestroy: false, allowDuplicateName: false };
  expect((await bare.check(inputs)).failures).toEqual([]);
  expect(bare.lines).toEqual([expect.stringContaining("dingtalk:clientId (or DINGTALK_CLIENT_ID)")]);
  await expect(bare.create(inputs)).rejects.toMatchObject({
    details: expect.stringContaining("dingtalk:clientId (or DINGTALK_CLIENT_ID)") as string,
  });
});

test("secret configuration arrives marked, and is used", async () => {
  const bare = await openPlugin({}, {});
  const { clientId, clientSecret, corpId } = bare.emulator.app;
  const args = { clientId, clientSecret, corpId, endpoint: bare.emulator.endpoint };
  await bare.configure(args, ["clientSecret"]);
  const { partitions } = (await bare.invoke("getOrgStorage", { unionId: "emulatorUnionId" })).values;
  expect(partitions).toHaveLength(1);
});

test("a changed provider replaces nothing, and another organization is said", async () => {
  const diff = async (olds: object, news: object) => {
    const request = new messages.DiffRequest();
    request.setOlds(writeProperties({ ...olds }));
    request.setNews(writeProperties({ ...news }));
    return (await plugin.ask<rpc.DiffResponse>("diffConfig", request)).toObject();
  };
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  expect(await diff({ corpId: "a" }, { corpId: "a" })).toMatchObject({ changes: DIFF_NONE, diffsList: [] });
  const secret = await diff({ clientSecret: "a" }, { clientSecret: "b" });
  expect(secret).toMatchObject({ changes: DIFF_SOME, diffsList: ["clientSecret"], replacesList: [] });
  expect(plugin.lines).toEqual([]);
  const other = await diff({ corpId: "ding1" }, { corpId: "ding2" });
  expect(other).toMatchObject({ changes: DIFF_SOME, diffsList: ["corpId"], replacesList: [] });
  expect(plugin.lines).toEqual([
    "this provider's organization changes from ding1 to ding2: spaces that ding1 made are refused under it. " +
      "Give the other organization a provider of its own.",
  ]);
});

test("a space of another organization is refused by its own diff", async () => {
  await plugin.configure({ corpId: "ding2", clientId: "a", clientSecret: "b" });
  const inputs = { name: "A", unionId: "u", forceDestroy: false, allowDuplicateName: false };
  const state = { ...inputs, spaceId: "7", spaceName: "A", __origin: { layout: 2, corpId: "ding1" } };
  await expect(plugin.diff("7", state, inputs)).rejects.toMatchObject({
    details: expect.stringMatching(
      /^check DriveSpace 'A': organization ding1 made space 7, .*ding2/,
    ) as string,
  });
});
