import { Redactor } from "../../../provider/src/dingtalk/http/redactor";

const secret = `s3cr"e t/+ä&=`;

test.each([
  ["as it is", secret],
  ["in a query", encodeURIComponent(secret)],
  [
    "in a query with small letters",
    encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()),
  ],
  ["in a form", new URLSearchParams([["", secret]]).toString().slice(1)],
  ["in JSON", JSON.stringify({ secret })],
  ["in base64", Buffer.from(secret).toString("base64")],
  ["in base64url", Buffer.from(secret).toString("base64url")],
  ["in hex", Buffer.from(secret).toString("hex")],
  ["in hex with capitals", Buffer.from(secret).toString("hex").toUpperCase()],
])("a secret is removed %s", (_, text) => {
  const redactor = new Redactor();
  redactor.add(secret);
  expect(redactor.clean(`before ${text} after`)).toMatch(/^before (\{"secret":")?\[secret\]("\})? after$/);
});

test("a secret that contains another is removed as a whole", () => {
  const redactor = new Redactor();
  for (const one of ["token", "token-and-more"]) redactor.add(one);
  expect(redactor.clean("token-and-more, token")).toBe("[secret], [secret]");
});

test("nothing and undefined are no secrets", () => {
  const redactor = new Redactor();
  redactor.add(undefined);
  redactor.add("");
  expect(redactor.clean("as it was")).toBe("as it was");
});

test("a message becomes one line that does nothing to a terminal and has a bound", () => {
  const redactor = new Redactor();
  const escape = String.fromCharCode(27);
  expect(redactor.clean(` a\r\n\tb${escape}[31mred${escape}[0m${String.fromCharCode(0, 7, 155)}c `)).toBe(
    "a bred c",
  );
  const long = redactor.clean("x".repeat(1_000));
  expect(long).toHaveLength(300);
  expect(long.endsWith("…")).toBe(true);
});

test("a secret at the bound is not cut in two before it is removed", () => {
  const redactor = new Redactor();
  redactor.add("0123456789");
  expect(redactor.clean(`${"x".repeat(295)}0123456789`)).not.toContain("0123");
});
