import * as messages from "../../../provider/src/dingtalk/spaces/messages";
import { Ownership } from "../../../provider/src/dingtalk/spaces/ownership";

const space = "space 'Finance' (id 10001)";
const holder = { spaceId: "10001", spaceName: "Finance", createTime: "2026-08-01T10:00:00Z" };

const { holdsBytes, holdsEntry, nameTaken, nothingSeen, notDetermined, sizeUnknown } = messages;

const lost = {
  request: { name: "Finance", unionId: "u", allowDuplicateName: false },
  failure: new Error(
    "create failed: DingTalk gave no answer within 10 s (no.answer, request 7f3a). Check the network to api.dingtalk.com.",
  ),
  sentAt: 0,
} as unknown as Parameters<typeof nothingSeen>[0];
const another = { ...holder, spaceId: "10002" };

describe("a message longer than two lines of 120 characters names the page for the rest", () => {
  const every = {
    namesMissing: messages.namesMissing("Finance", 2),
    nameHeld: messages.nameHeld("10001", "finance"),
    severalToAdopt: messages.severalToAdopt("Finance", [holder, another]),
    wasThereBefore: messages.wasThereBefore("10001"),
    belongsTo: messages.belongsTo("10001", "finance"),
    notVisible: messages.notVisible("10001"),
    otherName: messages.otherName(holder, "Money"),
    unclear: messages.unclear(lost, [holder, another]),
    changedName: messages.changedName(lost, [holder]),
    unseen: messages.unseen(lost),
    unresolved: messages.unresolved(lost, lost.failure),
    nothingSeen: messages.nothingSeen(lost),
    noTimeForAnother: messages.noTimeForAnother(lost),
    notSentAgain: messages.notSentAgain(lost, lost.failure),
    maybeTwice: messages.maybeTwice(lost, "10001", lost.failure),
    twice: messages.twice(lost, "10001", [another]),
    twinsSeen: messages.twinsSeen("Finance", "10001", [another]),
    tryingAgain: messages.tryingAgain(lost),
    stillThere: messages.stillThere("10001", lost.failure),
    notShownYet: messages.notShownYet("10001", lost.failure),
  };

  test.each(Object.entries(every))("%s", (_, message) => {
    if (message.length > 240) expect(message).toMatch(/ More: docs\/(reliability|adopting)\.md\.$/);
  });
});

const ends = /[.?](?= [A-Z]|$)/g;

describe("a refusal that people meet is three short sentences and a page", () => {
  const refusals = {
    "a space that contains bytes": holdsBytes(space, 1_468_006),
    "a space that contains a file": holdsEntry(space, { type: "FILE", name: "Plan.adoc" }),
    "a name that is taken": nameTaken([holder], new Ownership()),
    "a name that two spaces have": nameTaken([holder, { ...holder, spaceId: "10002" }], new Ownership()),
  };

  test.each(Object.entries(refusals))("%s", (_, message) => {
    const [text = "", page] = message.split(" More: ");
    expect(text.match(ends)).toHaveLength(3);
    expect(page).toMatch(/^docs\/(renaming|adopting)\.md\.$/);
    const words = text.split(/(?<=[.?]) (?=[A-Z])/).map((sentence) => sentence.split(" ").length);
    expect(Math.max(...words)).toBeLessThanOrEqual(22);
  });
});

test.each([
  ["once more", false],
  ["by yourself", true],
])(
  "after an answer that is lost for good, to look %s is said first, and a page for the rest",
  (_, allowDuplicateName) => {
    const failure = new Error("No answer.");
    const wanted = { name: "Finance", unionId: "u", allowDuplicateName };
    const message = nothingSeen({ request: wanted, failure, sentAt: 0 } as unknown as Parameters<
      typeof nothingSeen
    >[0]);
    expect(message).toMatch(
      allowDuplicateName ? / Look in DingTalk Drive for a space/ : / Run `pulumi up` again: it looks/,
    );
    expect(message).toMatch(/ More: docs\/reliability\.md\.$/);
  },
);

test("files are refused with both ways on", () => {
  expect(holdsBytes(space, 1_468_006)).toBe(
    "Space 'Finance' (id 10001) contains 1.4 MiB of files; deleting it would delete them. Nothing was changed. " +
      "To delete it anyway, set forceDestroy: true; to keep it, retainOnDelete: true; then run `pulumi up` and retry. More: docs/renaming.md.",
  );
});

test("what no answer shows to be empty is refused with what grants the look, and with forceDestroy", () => {
  expect(notDetermined(space, sizeUnknown)).toBe(
    "could not determine whether space 'Finance' (id 10001) contains files, so it was not deleted. " +
      "DingTalk does not say how much it contains (no usedQuota). To have it checked, grant the app the permission Storage.File.Read; " +
      "to delete it anyway, set forceDestroy: true; then run `pulumi up` and retry. More: docs/renaming.md.",
  );
});
