import { inputNames } from "../../../provider/src/provider";
import { configurationKeys } from "../../../provider/src/runtime/configurationKeys";
import { nearestKey, unknownKeyProblem } from "../../../provider/src/runtime/unknownKey";

const known = Object.keys(configurationKeys);

test("the program's process knows the same keys as the provider's", () => {
  expect([...inputNames]).toEqual(known);
});

test.each([
  ["clientID", "clientId"],
  ["client_id", "clientId"],
  ["client-secret", "clientSecret"],
  ["clientSecert", "clientSecret"],
  ["endpoints", "endpoint"],
  ["legacyEndPoint", "legacyEndpoint"],
  ["maxcalls", "maxCalls"],
  ["callPerSecond", "callsPerSecond"],
  ["token", undefined],
  ["region", undefined],
  ["", undefined],
])("for %j the key %s is meant", (key, expected) => {
  expect(nearestKey(key, known)).toBe(expected);
});

test.each<[string, string[], string, string | undefined]>([
  ["known keys", ["dingtalk:clientId", "my-app:clientID", "pulumi:tags"], "my-app", undefined],
  [
    "a misspelt key",
    ["dingtalk:clientId", "dingtalk:corpID"],
    "my-app",
    "unknown key dingtalk:corpID in the stack configuration; did you mean dingtalk:corpId? Run `pulumi config rm dingtalk:corpID`, then set dingtalk:corpId.",
  ],
  [
    "a key that is like none",
    ["dingtalk:region"],
    "my-app",
    `unknown key dingtalk:region in the stack configuration; expected ${known.join(", ")}. Run \`pulumi config rm dingtalk:region\`.`,
  ],
  ["the keys of a project called dingtalk", ["dingtalk:region", "dingtalk:clientIds"], "dingtalk", undefined],
  [
    "another spelling in a project called dingtalk",
    ["dingtalk:clientID"],
    "dingtalk",
    "unknown key dingtalk:clientID in the stack configuration; did you mean dingtalk:clientId? Run `pulumi config rm dingtalk:clientID`, then set dingtalk:clientId.",
  ],
])("of %s this is said", (_, keys, project, expected) => {
  expect(unknownKeyProblem(keys, known, project)).toBe(expected);
});
