import * as pulumi from "@pulumi/pulumi";
import { declareSpaces } from "./spaces";

const TIB = 2 ** 40;

/** What the program declares in an organization of this size, by the names of the resources. */
async function declaredFor(max: number) {
  const declared: Record<string, unknown> = {};
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      expect(type).toBe("pulumi-nodejs:dynamic/dingtalk:DriveSpace");
      declared[name] = inputs;
      return { id: `id-of-${name}`, state: { ...inputs, spaceId: `id-of-${name}` } as object };
    },
    call: ({ token, inputs }) => {
      expect([token, inputs]).toEqual(["dingtalk:index:getOrgStorage", { unionId: "owner" }]);
      const quota = { used: 0, max, type: "SHARE" };
      return { corpId: "corp", partitions: [{ partitionType: "PUBLIC_OSS_PARTITION", quota }] };
    },
  });
  const outputs = await declareSpaces("owner");
  const ids = await new Promise((resolve) => pulumi.output(outputs).apply(resolve));
  return { declared, ids };
}

test("the team's space belongs to the user and is not deleted with its files", async () => {
  const { declared } = await declaredFor(TIB / 2);
  expect(declared["team"]).toMatchObject({ name: "Team", unionId: "owner" });
  expect(declared["team"]).not.toHaveProperty("forceDestroy");
});

test("an organization with little room gets no archive", async () => {
  const { declared, ids } = await declaredFor(TIB / 2);
  expect(Object.keys(declared)).toEqual(["team"]);
  expect(ids).toEqual({ team: "id-of-team" });
});

test("an organization with room gets an archive", async () => {
  const { declared, ids } = await declaredFor(2 * TIB);
  expect(declared["archive"]).toMatchObject({ name: "Archive", forceDestroy: true });
  expect(ids).toEqual({ team: "id-of-team", archive: "id-of-archive" });
});
