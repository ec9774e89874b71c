import { Pager, type Page } from "../../../provider/src/dingtalk/api/pages";
import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import { Deadline } from "../../../provider/src/dingtalk/http/deadline";
import { VirtualClock } from "../../support/virtualClock";

type Answer = Page<string> | DingTalkError;

const refusal = (code: string) => new DingTalkError({ operation: "list", code, message: "No", status: 400 });

/** What comes of a list whose pages are answered by token. */
async function read(answers: Readonly<Record<string, Answer | Answer[]>>) {
  const asked: string[] = [];
  const pager = new Pager<string>("list", (from = "first") => {
    asked.push(from);
    const given = answers[from];
    const answer = Array.isArray(given) ? given.shift() : given;
    if (answer === undefined) throw new Error(`nobody expects the token ${from}`);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const items: string[] = [];
  let error: unknown;
  try {
    for await (const page of pager.all(new Deadline(new VirtualClock(), 1_000))) items.push(...page);
  } catch (reason) {
    error = reason;
  }
  return { items, asked, error, ended: pager.ended };
}

test("pages are read to the end, however short they are", async () => {
  const { items, asked, ended } = await read({
    first: { items: ["a"], next: "x" },
    x: { items: [], next: "y" },
    y: { items: ["b", "c"], next: undefined },
  });
  expect(items).toEqual(["a", "b", "c"]);
  expect(asked).toEqual(["first", "x", "y"]);
  expect(ended).toBe(true);
});

test.each([
  ["at once", { first: { items: [], next: "x" }, x: { items: [], next: "x" } }, 2],
  [
    "in turns",
    {
      first: { items: [], next: "x" },
      x: { items: ["a"], next: "y" },
      y: { items: ["b"], next: "x" },
    },
    3,
  ],
])("a token that comes again %s is an error, and nothing more is asked", async (_, answers, calls) => {
  const { error, asked, ended } = await read(answers);
  expect((error as Error).message).toContain("The list's pages lead round in a circle (incomplete.answer)");
  expect(asked).toHaveLength(calls);
  expect(ended).toBe(false);
});

test("a token that is refused begins the list again", async () => {
  const { items, asked, ended } = await read({
    first: { items: ["a"], next: "x" },
    x: [refusal("param.error"), { items: ["b"], next: undefined }],
  });
  expect(asked).toEqual(["first", "x", "first", "x"]);
  expect(items).toEqual(["a", "a", "b"]);
  expect(ended).toBe(true);
});

test("a token that is refused a second time is an error", async () => {
  const { error, asked } = await read({
    first: { items: ["a"], next: "x" },
    x: refusal("invalid.nextToken"),
  });
  expect(error).toMatchObject({ code: "invalid.nextToken" });
  expect(asked).toEqual(["first", "x", "first", "x"]);
});

test.each([
  "Forbidden.AccessDenied.AccessTokenPermissionDenied",
  "no.priviledge",
  "unknown.error",
  "Forbidden.AccessDenied.ApiCountLimitForOrg",
  "redirect.refused",
])("%s on a later page is no word about its token", async (code) => {
  const { error, asked } = await read({ first: { items: ["a"], next: "x" }, x: refusal(code) });
  expect(error).toMatchObject({ code });
  expect(asked).toEqual(["first", "x"]);
});

test("a first page that is refused is asked for once", async () => {
  const { error, asked } = await read({ first: refusal("param.error") });
  expect(error).toMatchObject({ code: "param.error" });
  expect(asked).toEqual(["first"]);
});
