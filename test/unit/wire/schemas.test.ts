import { read, readError, schemas } from "../../../provider/src/dingtalk/wire/schemas";

const whole = {
  spaceId: "123456789",
  spaceName: "Finance",
  spaceType: "org",
  quota: -1,
  usedQuota: 5,
  permissionMode: "acl",
  createTime: "2022-07-29T14:55Z",
  modifyTime: "Thu May 28 09:37:16 CST 2026",
};
const fields = Object.keys(whole).filter((field) => field !== "spaceId") as (keyof typeof whole)[];

test("a whole space is kept as it was sent, and what is beside it left out", () => {
  expect(read(schemas.space, { ...whole, more: 1 })).toEqual(whole);
});

test.each(fields)(
  "a space without %s is a space: missing, null, empty or of another type it is undefined",
  (field) => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));
    for (const sent of [rest, { ...whole, [field]: null }, { ...whole, [field]: {} }])
      for (const found of [read(schemas.space, sent), read(schemas.spaces, { spaces: [sent] })?.spaces[0]])
        expect(found).toEqual({ ...rest, [field]: undefined });
  },
);

test.each<[string, unknown, string | undefined]>([
  ["text", "123456789", "123456789"],
  ["a number", 123456789, "123456789"],
  ["the largest number that is still exact", Number.MAX_SAFE_INTEGER, String(Number.MAX_SAFE_INTEGER)],
  ["a number that is not exact any longer", Number.MAX_SAFE_INTEGER + 1, undefined],
  ["half a number", 1.5, undefined],
  ["nothing", "", undefined],
  ["null", null, undefined],
])("an id that is %s", (_, spaceId, expected) => {
  expect(read(schemas.space, { ...whole, spaceId })?.spaceId).toBe(expected);
});

test.each<[unknown, number | undefined]>([
  [5, 5],
  ["5", 5],
  ["-1", -1],
  ["1099511627776", 1_099_511_627_776],
  ["much", undefined],
  ["", undefined],
  [null, undefined],
])("a size that is sent as %j is %j", (sent, size) => {
  expect(read(schemas.space, { ...whole, quota: sent, usedQuota: sent })).toMatchObject({
    quota: size,
    usedQuota: size,
  });
});

test.each([7_200, "7200"])("a token's life may be %j", (life) => {
  const token = { value: "t", expiresIn: 7_200 };
  expect(read(schemas.unifiedToken, { access_token: "t", expires_in: life })).toEqual(token);
  expect(read(schemas.token, { accessToken: "t", expireIn: life })).toEqual(token);
});

test("every field of an organization's storage may be missing", () => {
  expect(read(schemas.storage, { org: {} })).toEqual({ org: {} });
  expect(read(schemas.storage, { org: { partitions: [{}, { quota: { used: "7" } }] } })).toEqual({
    org: { partitions: [{}, { quota: { used: 7 } }] },
  });
  expect(read(schemas.storage, {})).toBeUndefined();
});

test.each<[string, unknown, string | undefined, string | undefined]>([
  ["the new API's", { code: "param.error", message: "No" }, "param.error", "No"],
  ["the other spelling", { Code: "param.error", Message: "No" }, "param.error", "No"],
  ["the old API's", { errcode: 40014, errmsg: "No" }, "40014", "No"],
  ["a code as text", { errcode: "40014", errmsg: "No" }, "40014", "No"],
  [
    "88 with a number inside",
    { errcode: 88, errmsg: "dingtalk error", sub_code: 90018, sub_msg: "Slow" },
    "90018",
    "Slow",
  ],
  [
    "88 with text inside",
    { errcode: 88, errmsg: "dingtalk error", sub_code: "60011", sub_msg: "No" },
    "60011",
    "No",
  ],
  ["88 with nothing inside", { errcode: 88, errmsg: "dingtalk error" }, "88", "dingtalk error"],
  ["a wrong host's", { errcode: 404, errmsg: "not found" }, "404", "not found"],
  ["none", { errcode: 0, errmsg: "ok" }, undefined, undefined],
  ["none, as text", { errcode: "0", errmsg: "ok" }, undefined, undefined],
  ["no error", { spaceId: "1" }, undefined, undefined],
])("an error's code: %s", (_, body, code, message) => {
  expect(readError(body)).toEqual(
    code === undefined ? undefined : expect.objectContaining({ code, message }),
  );
});
