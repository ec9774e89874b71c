import * as dingtalk from "../../provider/src";
import { errorOf } from "../support/provider";

const environment = { ...process.env };

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (name.startsWith("DINGTALK_")) Reflect.deleteProperty(process.env, name);
});

afterEach(() => void (process.env = { ...environment }));

const inProcess =
  "Data functions run in this process, which envVars do not reach: set the stack configuration or process.env.";

describe("a data function of a script that uses the Automation API", () => {
  test("says, if the configuration misses something, that envVars do not reach it", async () => {
    await expect(dingtalk.getOrgStorage({ unionId: "u" })).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(`^getOrgStorage: Missing configuration: dingtalk:clientId .*${inProcess}$`),
      ) as string,
    });
  });

  test("says nothing of envVars if something else is wrong", async () => {
    await expect(dingtalk.getDriveSpaces({ unionId: "" })).rejects.toMatchObject({
      message: "getDriveSpaces: unionId is empty: give the unionId of a user who can see the spaces.",
    });
  });

  test("says nothing of envVars in a program that Pulumi runs", async () => {
    const { argv } = process;
    process.argv = ["node", "/p/node_modules/@pulumi/pulumi/cmd/run"];
    try {
      const { message } = await errorOf(dingtalk.getOrgStorage({ unionId: "u" }));
      expect(message).toContain("Missing configuration");
      expect(message).not.toContain("envVars");
    } finally {
      process.argv = argv;
    }
  });
});
