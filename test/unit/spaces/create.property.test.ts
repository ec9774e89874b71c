import fc from "fast-check";
import { Deadline } from "../../../provider/src/dingtalk/http/deadline";
import { reconcile, type Attempt } from "../../../provider/src/dingtalk/spaces/reconcile";
import { createSpace } from "../../../provider/src/dingtalk/spaces/create";
import type { SpaceDependencies } from "../../../provider/src/dingtalk/spaces/spaceDependencies";
import type { SpaceRequest } from "../../../provider/src/dingtalk/spaces/spaceRequest";
import type { ListedSpace, Space } from "../../../provider/src/dingtalk/wire/schemas";
import { dependenciesOn } from "../../support/spaceDependencies";
import { ModelDrive, type Outcome } from "../../support/modelDrive";
import { VirtualClock } from "../../support/virtualClock";

const sentAt = Date.parse("2026-08-01T12:00:30Z");
const minute = 60_000;

describe("reconcile", () => {
  const ids = ["a", "b", "c", "d", "e"] as const;
  const spaceOf = (spaceId: string, spaceName: string, ageMs: number, toTheMinute: boolean): ListedSpace => {
    const time = new Date(sentAt - ageMs).toISOString();
    return { spaceId, spaceName, createTime: `${time.slice(0, toTheMinute ? 16 : 19)}Z` };
  };
  const age = fc.integer({ min: -10 * minute, max: 48 * 60 * minute });
  const list = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        name: fc.constantFrom("mine", "other"),
        age,
        minutes: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    )
    .map((spaces) => spaces.map(({ id, name, age: old, minutes }) => spaceOf(id, name, old, minutes)));
  const some = fc.subarray([...ids]).map((chosen) => new Set<string>(chosen));
  const attempts = fc
    .record({ seen: some, claimed: some })
    .map((sets): Attempt => ({ name: "mine", sentAt, ...sets }));

  test("takes no space that was there before, belongs to another resource or has another name", () => {
    fc.assert(
      fc.property(attempts, list, (attempt, spaces) => {
        const finding = reconcile(attempt, spaces);
        if (finding.kind !== "one") return;
        expect(finding.space.spaceName).toBe("mine");
        expect(attempt.seen.has(finding.space.spaceId)).toBe(false);
        expect(attempt.claimed.has(finding.space.spaceId)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test("says none only where there is none that could be it, and takes one only where it alone fits", () => {
    fc.assert(
      fc.property(attempts, list, (attempt, spaces) => {
        const candidates = spaces.filter(
          ({ spaceId, spaceName }) =>
            spaceName === "mine" && !attempt.seen.has(spaceId) && !attempt.claimed.has(spaceId),
        );
        const finding = reconcile(attempt, spaces);
        expect(finding.kind === "none").toBe(candidates.length === 0);
        if (finding.kind !== "unclear") return;
        expect(finding.spaces.length).toBeGreaterThan(0);
        for (const space of finding.spaces) expect(candidates).toContain(space);
      }),
      { numRuns: 2_000 },
    );
  });

  test("does not go by the order of the list", () => {
    const kindAndIds = (attempt: Attempt, spaces: readonly ListedSpace[]) => {
      const finding = reconcile(attempt, spaces);
      const found =
        finding.kind === "one" ? [finding.space] : finding.kind === "unclear" ? finding.spaces : [];
      return [finding.kind, ...found.map(({ spaceId }) => spaceId).sort()];
    };
    fc.assert(
      fc.property(
        attempts,
        list,
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (attempt, spaces, order) => {
          const shuffled = spaces
            .map((space, index) => ({ space, at: order[index] ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ space }) => space);
          expect(kindAndIds(attempt, shuffled)).toEqual(kindAndIds(attempt, spaces));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("finds the attempt's own space in either form of time, with clocks up to 5 minutes apart", () => {
    const ownAge = fc.integer({ min: -2 * minute - 5 * minute, max: 5 * minute });
    fc.assert(
      fc.property(ownAge, fc.boolean(), list, (old, toTheMinute, others) => {
        const spaces = [
          ...others.filter(({ spaceName }) => spaceName !== "mine"),
          spaceOf("own", "mine", old, toTheMinute),
        ];
        const attempt: Attempt = {
          name: "mine",
          sentAt,
          seen: new Set(),
          claimed: new Set(),
        };
        expect(reconcile(attempt, spaces)).toMatchObject({ kind: "one", space: { spaceId: "own" } });
      }),
      { numRuns: 1_000 },
    );
  });
});

type Ending = { space: Space } | { error: Error & { spaceId?: string } };

async function create(request: SpaceRequest, deps: SpaceDependencies): Promise<Ending> {
  try {
    return { space: await createSpace(request, new Map(), deps, new Deadline(deps.clock, 110_000)) };
  } catch (error) {
    return { error: error as Error & { spaceId?: string } };
  }
}

const idOf = (ending: Ending): string | undefined =>
  "space" in ending ? ending.space.spaceId : ending.error.spaceId;

const messages = (endings: readonly Ending[]): string =>
  endings.map((ending) => ("error" in ending ? ending.error.message : "")).join("\n");

describe("creating, whatever comes of the calls", () => {
  const slow = fc.integer({ min: 1, max: 9_000 });
  /** What is done late is done before the last look, 15 s after the answer was given up. */
  const lost = fc.record({
    answer: fc.constant<"lost">("lost"),
    deedAfter: fc.option(fc.integer({ min: 0, max: 24_900 }), { nil: undefined }),
    answerAfter: fc.constant(10_000),
  });
  const ok = slow.map((ms): Outcome => ({ answer: "ok", deedAfter: ms, answerAfter: ms }));
  const refused = fc.record({
    answer: fc.constantFrom<"refused" | "quotaExhausted">("refused", "quotaExhausted"),
    deedAfter: fc.constant(undefined),
    answerAfter: slow,
  });
  const failedList = fc.constant<Outcome>({ answer: "lost", deedAfter: undefined, answerAfter: 10_000 });
  const scripts = fc.record({
    add: fc.array(fc.oneof({ weight: 4, arbitrary: lost }, ok, refused), { maxLength: 6 }),
    list: fc.array(fc.oneof({ weight: 3, arbitrary: ok }, failedList, refused), { maxLength: 12 }),
  });
  const behaviours = fc.record({
    skewMs: fc.integer({ min: -4 * minute, max: 4 * minute }),
    toTheMinute: fc.boolean(),
  });
  const requests = (names: readonly string[], allowDuplicateName: boolean) =>
    names.map((name) => ({ name, unionId: "u", allowDuplicateName }));

  async function world(
    script: Partial<Record<"add" | "list", Outcome[]>>,
    behaviour: { skewMs: number; toTheMinute: boolean },
    wanted: readonly SpaceRequest[],
    strangers: readonly { name: string; at: number }[] = [],
  ) {
    const clock = new VirtualClock();
    const drive = new ModelDrive(
      clock,
      { add: [...(script.add ?? [])], list: [...(script.list ?? [])] },
      behaviour,
    );
    for (const name of ["before", "other", "more", "most"]) drive.make(name);
    for (const { name, at } of strangers) void clock.sleep(at).then(() => drive.make(name));
    const run = dependenciesOn(drive, clock);
    const endings = await clock.run(Promise.all(wanted.map((request) => create(request, run))));
    return { clock, drive, endings };
  }

  test("gives every resource a space of its name, and no space to two", async () => {
    const names = fc.array(fc.constantFrom("A", "B"), { minLength: 1, maxLength: 3 });
    const strangers = fc.array(
      fc.record({ name: fc.constantFrom("A", "B"), at: fc.integer({ min: 0, max: 60_000 }) }),
      { maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        scripts,
        behaviours,
        names,
        fc.boolean(),
        strangers,
        async (script, behaviour, wanted, twice, others) => {
          const { drive, endings } = await world(script, behaviour, requests(wanted, twice), others);
          const owned = endings.map(idOf).filter((id) => id !== undefined);
          expect(new Set(owned).size).toBe(owned.length);
          endings.forEach((ending, index) => {
            const id = idOf(ending);
            if (id !== undefined) expect(drive.there.get(id)?.name).toBe(wanted[index]);
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test("never takes a space that was there before it looked", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, behaviours, async (script, behaviour) => {
        const { drive, endings } = await world(script, behaviour, requests(["before", "other"], true));
        for (const id of endings.map(idOf))
          if (id !== undefined) expect(drive.there.get(id)?.ours).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("leaves no space behind of which neither an error of this run nor the look of the next one speaks", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, behaviours, async (script, behaviour) => {
        const wanted = requests(["A", "B"], false);
        const { clock, drive, endings } = await world(script, behaviour, wanted);
        drive.heal();
        const next = dependenciesOn(drive, clock);
        const open = wanted.filter((_request, index) => {
          const ending = endings[index];
          return ending !== undefined && idOf(ending) === undefined;
        });
        const later = await clock.run(Promise.all(open.map((request) => create(request, next))));
        const owned = new Set([...endings, ...later].map(idOf));
        const said = messages([...endings, ...later]);
        for (const { id, ours } of drive.there.values()) {
          if (!ours || owned.has(id)) continue;
          expect(said).toMatch(new RegExp(`\\b${id}\\b|a second space`));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("heals an unknown outcome of its own accord: exactly one space, and it is the resource's", async () => {
    const one = fc.record({
      answer: fc.constant<"lost">("lost"),
      // Up to the last look, 15 s after the answer was given up.
      deedAfter: fc.option(fc.integer({ min: 0, max: 24_900 }), { nil: undefined }),
      answerAfter: fc.constant(10_000),
    });
    await fc.assert(
      fc.asyncProperty(one, behaviours, fc.nat({ max: 2 }), async (outcome, behaviour, failedLooks) => {
        const list = [fine(), fine(), ...Array.from({ length: failedLooks }, () => brief())];
        const { drive, endings } = await world({ add: [outcome], list }, behaviour, requests(["A"], false));
        const made = [...drive.there.values()].filter(({ ours }) => ours).map(({ id }) => id);
        expect(made).toHaveLength(1);
        expect(
          endings.map((ending) => ("space" in ending ? ending.space.spaceId : ending.error.message)),
        ).toEqual(made);
      }),
      { numRuns: 300 },
    );
  });

  test("says so, where an attempt that was given up 40 s ago is done after all, beside a second one", async () => {
    const late = fc.record({
      answer: fc.constant<"lost">("lost"),
      deedAfter: fc.integer({ min: 50_600, max: 69_900 }),
      answerAfter: fc.constant(10_000),
    });
    await fc.assert(
      fc.asyncProperty(late, behaviours, async (outcome, behaviour) => {
        const { drive, endings } = await world({ add: [outcome] }, behaviour, requests(["A"], false));
        const made = [...drive.there.values()].filter(({ ours }) => ours).map(({ id }) => id);
        expect(made).toHaveLength(2);
        const owned = endings.map(idOf);
        const said = messages(endings);
        expect(owned).toEqual([expect.stringMatching(/^s\d$/)]);
        for (const id of made) expect(said).toMatch(new RegExp(`\\b${id}\\b`));
      }),
      { numRuns: 100 },
    );
  });

  const fine = (): Outcome => ({ answer: "ok", deedAfter: 5, answerAfter: 10 });
  const brief = (): Outcome => ({ answer: "lost", deedAfter: undefined, answerAfter: 50 });

  test("is done within its bound, whatever takes its time", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, behaviours, async (script, behaviour) => {
        const clock = new VirtualClock();
        const drive = new ModelDrive(clock, script, behaviour);
        const began = clock.now();
        const run = dependenciesOn(drive, clock);
        const ended = create({ name: "A", unionId: "u", allowDuplicateName: false }, run).then(() =>
          clock.now(),
        );
        expect((await clock.run(ended)) - began).toBeLessThanOrEqual(110_000);
      }),
      { numRuns: 200 },
    );
  });
});
