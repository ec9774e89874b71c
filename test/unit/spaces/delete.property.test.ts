import fc from "fast-check";
import { Deadline } from "../../../provider/src/dingtalk/http/deadline";
import { deleteSpace } from "../../../provider/src/dingtalk/spaces/delete";
import { dependenciesOn } from "../../support/spaceDependencies";
import { ModelDrive, type Outcome } from "../../support/modelDrive";
import { VirtualClock } from "../../support/virtualClock";

/** What the guard has seen may be this old when the delete is sent. */
const guardMs = 10_000;
/** A look that takes its time shows what was so when it began. */
const slowestCallMs = 10_000;
const operationMs = 110_000;

const slow = fc.integer({ min: 1, max: 9_000 });
const ok = slow.map((ms): Outcome => ({ answer: "ok", deedAfter: ms, answerAfter: ms }));
const lost = fc.record({
  answer: fc.constant<"lost">("lost"),
  deedAfter: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined }),
  answerAfter: fc.constantFrom(50, 10_000),
});
const refused = fc.record({
  answer: fc.constantFrom<"refused" | "quotaExhausted">("refused", "quotaExhausted"),
  deedAfter: fc.constant(undefined),
  answerAfter: slow,
});
const part = fc.constant<Outcome>({ answer: "part", deedAfter: 5, answerAfter: 10 });
const any = fc.array(fc.oneof({ weight: 3, arbitrary: ok }, { weight: 3, arbitrary: lost }, refused), {
  maxLength: 8,
});
/** Of the two ways to read, the query may leave out what is there. */
const partly = fc.array(fc.oneof(ok, lost, refused, { weight: 3, arbitrary: part }), { maxLength: 12 });
const scripts = fc.record({ query: partly, list: any, delete: any });

/** A drive with one space to be deleted among others. */
function world(
  script: Partial<Record<"query" | "list" | "delete" | "entries", readonly Outcome[]>>,
  mayListEntries = true,
) {
  const clock = new VirtualClock();
  const outcomes = Object.fromEntries(Object.entries(script).map(([call, list]) => [call, [...list]]));
  const drive = new ModelDrive(clock, outcomes, { mayListEntries });
  const space = drive.make("Finance");
  for (const name of ["a", "b", "c", "d"]) drive.make(name);
  const deps = dependenciesOn(drive, clock);
  return { clock, drive, space, deps, reader: deps.reader };
}

type World = ReturnType<typeof world>;

const deleteIn = ({ deps, space, clock }: World, forceDestroy: boolean) =>
  deleteSpace({ spaceId: space.id, unionId: "u", forceDestroy }, deps, new Deadline(clock, operationMs)).then(
    () => "deleted" as const,
    (error: unknown) => error as Error,
  );

describe("deleting, whatever comes of the calls", () => {
  const files = fc.record({ at: fc.integer({ min: 0, max: 100_000 }), weighs: fc.boolean() });

  test("never sends a delete for a space in which files have lain for longer than the guard's look is good for", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, any, files, async (script, entries, { at, weighs }) => {
        const here = world({ ...script, entries });
        void here.clock
          .sleep(at)
          .then(() => Object.assign(here.space, { filesSince: here.clock.now(), weighs }));
        await here.clock.run(deleteIn(here, false));
        const { filesSince = Infinity } = here.space;
        for (const { sentAt } of here.drive.deletes)
          expect(filesSince).toBeGreaterThanOrEqual(sentAt - guardMs - slowestCallMs);
      }),
      { numRuns: 400 },
    );
  });

  test("never sends a delete if the app may not list entries", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const here = world(script, false);
        const outcome = await here.clock.run(deleteIn(here, false));
        expect(here.drive.deletes).toEqual([]);
        expect(outcome).not.toBe("deleted");
      }),
      { numRuns: 300 },
    );
  });

  test("is done only when the space is gone, and while it may be there it is an error", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, any, fc.boolean(), async (script, entries, force) => {
        const here = world({ ...script, entries });
        const outcome = await here.clock.run(
          deleteIn(here, force).then((said) => ({ said, there: here.drive.there.has(here.space.id) })),
        );
        if (outcome.said === "deleted") expect(outcome.there).toBe(false);
        else expect(outcome.said.message).not.toBe("");
      }),
      { numRuns: 400 },
    );
  });

  test("is done within its bound", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, any, fc.boolean(), async (script, entries, force) => {
        const here = world({ ...script, entries });
        const began = here.clock.now();
        const ended = await here.clock.run(deleteIn(here, force).then(() => here.clock.now()));
        expect(ended - began).toBeLessThanOrEqual(operationMs);
      }),
      { numRuns: 200 },
    );
  });
});

describe("reading, whatever comes of the calls", () => {
  test("never says that a space is gone which is there, though queries leave it out and calls fail", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ query: partly, list: any }), fc.nat({ max: 4 }), async (script, more) => {
        const here = world(script);
        const ids = [...here.drive.there.keys()].slice(0, 1 + more);
        const reads = ids.map((id) =>
          here.reader.read(id, new Deadline(here.clock, operationMs)).then(
            (space) => space?.spaceId ?? "gone",
            () => "failed",
          ),
        );
        const answers = await here.clock.run(Promise.all(reads));
        answers.forEach((answer, index) => expect([ids[index], "failed"]).toContain(answer));
      }),
      { numRuns: 500 },
    );
  });

  test("says that a space is gone only after it has gone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ query: any, list: any }), slow, async (script, at) => {
        const here = world(script);
        let goneAt = Infinity;
        void here.clock.sleep(at).then(() => {
          here.drive.there.delete(here.space.id);
          goneAt = here.clock.now();
        });
        const read = here.reader.read(here.space.id, new Deadline(here.clock, operationMs));
        const said = await here.clock.run(
          read.then(
            (space) => ({ space, at: here.clock.now() }),
            () => undefined,
          ),
        );
        if (said && !said.space) expect(said.at).toBeGreaterThanOrEqual(goneAt);
      }),
      { numRuns: 300 },
    );
  });
});
