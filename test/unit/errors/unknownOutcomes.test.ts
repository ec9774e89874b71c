import { Deadline } from "../../../provider/src/dingtalk/http/deadline";
import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import { createSpace } from "../../../provider/src/dingtalk/spaces/create";
import { deleteSpace } from "../../../provider/src/dingtalk/spaces/delete";
import type { Storage } from "../../../provider/src/dingtalk/api/storage";
import { fine, ModelDrive, type Outcome } from "../../support/modelDrive";
import { dependenciesOn } from "../../support/spaceDependencies";
import { VirtualClock } from "../../support/virtualClock";

const lostButDone: Outcome = { answer: "lost", deedAfter: 5, answerAfter: 10_000 };
const lost: Outcome = { answer: "lost", deedAfter: undefined, answerAfter: 100 };

/** The error of a create whose calls come out as given. */
async function failedCreate(
  outcomes: { add: Outcome[]; list: Outcome[] },
  { allowDuplicateName = false, ms = 110_000 } = {},
): Promise<string> {
  const clock = new VirtualClock();
  const deps = dependenciesOn(new ModelDrive(clock, outcomes), clock);
  const request = { name: "Finance", unionId: "u", allowDuplicateName };
  return clock.run(
    createSpace(request, new Map(), deps, new Deadline(clock, ms)).then(
      () => "made",
      (error: unknown) => (error as Error).message,
    ),
  );
}

test("a create that has no time left for a look does not say that no space was made", async () => {
  const said = await failedCreate({ add: [lostButDone], list: [] }, { ms: 10_100 });
  expect(said).toContain("Whether the space was made is not known");
  expect(said).toContain("no time left");
});

test("a create that may take a taken name does not leave it to the next up to find what it made: that would make another", async () => {
  const outcomes = () => ({ add: [lostButDone], list: [fine, lost, lost, lost, lost] });
  expect(await failedCreate(outcomes(), { allowDuplicateName: true })).toMatch(
    /Look in DingTalk Drive for a space 'Finance' created at about 2026-08-01T/,
  );
  expect(await failedCreate(outcomes())).toContain(
    "Run `pulumi up` again: it looks for a space 'Finance' first",
  );
});

test.each(["redirect.refused", "certificate.refused", "http.407"])(
  "%s in place of a space's entries is no leave to delete it: that is not DingTalk speaking",
  async (code) => {
    const clock = new VirtualClock();
    const drive = new ModelDrive(clock, {});
    const { id } = drive.make("Finance");
    const firstEntry = () =>
      Promise.reject(
        new DingTalkError({ operation: "entries", code, message: "a proxy's words", status: 407 }),
      );
    const deps = dependenciesOn(
      { spaces: drive.spaces, storage: { firstEntry } as unknown as Storage },
      clock,
    );
    const request = { spaceId: id, unionId: "u", forceDestroy: false };
    const deletion = deleteSpace(request, deps, new Deadline(clock, 110_000));
    await expect(clock.run(deletion)).rejects.toThrow(
      `could not determine whether space 'Finance' (id ${id}) contains files, so it was not deleted`,
    );
    expect(drive.there.has(id)).toBe(true);
  },
);
