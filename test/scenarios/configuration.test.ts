import { errors, openStack } from "../support/stack";

const secret = "the-secrets-first-line\nand-its-second";

test("values that cannot be right fail the preview in one line that names the key and shows the value, unless it is secret", async () => {
  const stack = await openStack({ program: `new dingtalk.DriveSpace("a", { name: "A", unionId });` });
  const wrong: [Record<string, string>, RegExp][] = [
    [
      { DINGTALK_ENDPOINT: "api.dingtalk.io" },
      /dingtalk:endpoint \(or DINGTALK_ENDPOINT\) must be an address, not 'api\.dingtalk\.io'\./,
    ],
    [
      { DINGTALK_MAX_CALLS: "0" },
      /dingtalk:maxCalls \(or DINGTALK_MAX_CALLS\) must be a whole number from 1, not '0'\./,
    ],
    [
      { DINGTALK_CALLS_PER_SECOND: "many" },
      /dingtalk:callsPerSecond .* must be a number above 0 and at most 1000, not 'many'\./,
    ],
    [
      { DINGTALK_ENDPOINT: "https://api.dingtalk.io", DINGTALK_LEGACY_ENDPOINT: "https://oapi.dingtalk.com" },
      /oapi\.dingtalk\.com, and .* api\.dingtalk\.io: two regions/,
    ],
    [
      { DINGTALK_CLIENT_SECRET: secret },
      /dingtalk:clientSecret \(or DINGTALK_CLIENT_SECRET\) contains a line break/,
    ],
  ];
  for (const [env, line] of wrong) {
    const preview = await stack.run("preview", [], env);
    expect(preview.code).not.toBe(0);
    expect(preview.calls).toEqual({});
    const said = Object.values(errors(preview)).flat();
    expect(said.join("\n")).toMatch(line);
    for (const message of said) expect(message.split("\n")).toHaveLength(1);
    expect(preview.all).not.toContain("the-secrets-first-line");
  }
  const missing = await stack.run("preview", [], { DINGTALK_CLIENT_ID: "" });
  expect(missing).toMatchObject({ code: 0, calls: {} });
  expect(missing.all).toContain("Missing configuration: dingtalk:clientId (or DINGTALK_CLIENT_ID)");
});
