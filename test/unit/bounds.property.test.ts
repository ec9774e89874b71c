import fc from "fast-check";
import { Drive } from "../../provider/src/dingtalk/drive";
import { TransportError, type HttpAnswer, type Transport } from "../../provider/src/dingtalk/http/transport";
import { randomFrom } from "../tools/bench/simulation/random";
import { quietReporter } from "../support/quietReporter";
import { VirtualClock } from "../support/virtualClock";

/** What one operation may take, whatever DingTalk does. Milliseconds. */
const bound = 120_000;
const unionId = "u";

const everyMood = [
  "ok",
  "slow",
  "silent",
  "throttled for a second",
  "throttled for a minute",
  "token refused",
] as const;
type Mood = (typeof everyMood)[number];

const error = (status: number, code: string): HttpAnswer => ({
  status,
  requestId: "r",
  text: JSON.stringify({ code, message: "no" }),
});

/** DingTalk with five spaces, each call of which is dealt with in a mood drawn from these. */
function moody(clock: VirtualClock, moods: readonly Mood[], seed: number): Transport {
  const random = randomFrom(seed);
  const spaceOf = (spaceId: string, spaceName: string) => ({
    spaceId,
    spaceName,
    spaceType: "custom",
    quota: 1,
    usedQuota: 0,
    permissionMode: "acl",
    createTime: new Date(clock.now()).toISOString(),
    modifyTime: new Date(clock.now()).toISOString(),
  });
  let made = 100;
  const spaces = new Map([0, 1, 2, 3, 4].map((n) => [`s${n}`, spaceOf(`s${n}`, `Space ${n}`)]));

  const answer = (method: string, path: string, json: unknown): unknown => {
    if (path.includes("oauth2")) return { accessToken: "t", expireIn: 7_200 };
    if (path.endsWith("/dentries")) return { dentries: [] };
    if (path.endsWith("/query")) {
      const { spaceIds } = json as { spaceIds: string[] };
      return { spaces: spaceIds.flatMap((id) => spaces.get(id) ?? []) };
    }
    if (method === "DELETE") return spaces.delete(path.split("/").at(-1) ?? "");
    if (method === "GET") return { spaces: [...spaces.values()] };
    const space = spaceOf(`s${(made += 1)}`, (json as { name: string }).name);
    spaces.set(space.spaceId, space);
    return space;
  };

  return async ({ method, url, json, timeoutMs }) => {
    const mood = moods[Math.floor(random() * moods.length)] ?? "ok";
    if (mood === "silent" || timeoutMs < 20) {
      await clock.sleep(timeoutMs);
      throw new TransportError("no.answer", "No answer");
    }
    await clock.sleep(mood === "slow" ? timeoutMs - 1 : 20);
    const isToken = url.pathname.includes("oauth2");
    if (mood === "throttled for a second" && !isToken)
      return error(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi");
    if (mood === "throttled for a minute" && !isToken)
      return error(403, "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi");
    if (mood === "token refused" && !isToken) return error(400, "InvalidAuthentication");
    return { status: 200, requestId: "r", text: JSON.stringify(answer(method, url.pathname, json)) };
  };
}

const operations = {
  create: (drive: Drive, n: number) => drive.create({ name: `New ${n}`, unionId, allowDuplicateName: false }),
  adopt: (drive: Drive, n: number) =>
    drive.adopt(`s${n}`, { name: `Space ${n}`, unionId, allowDuplicateName: false }),
  read: (drive: Drive, n: number) => drive.read(`s${n}`, unionId),
  delete: (drive: Drive, n: number) => drive.delete({ spaceId: `s${n}`, unionId, forceDestroy: false }),
  list: (drive: Drive) => drive.list(unionId),
};

test("every operation ends within 120 s, whatever DingTalk answers and whatever others wait for", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...everyMood), { minLength: 1, maxLength: 4 }),
      fc.array(
        fc.record({
          kind: fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])),
          n: fc.integer({ min: 0, max: 4 }),
          startsAt: fc.integer({ min: 0, max: 150_000 }),
        }),
        { minLength: 1, maxLength: 40 },
      ),
      fc.constantFrom(1, 2, 20),
      fc.constantFrom(undefined, 1_000),
      fc.nat(),
      async (moods, started, callsPerSecond, maxCalls, seed) => {
        const clock = new VirtualClock();
        const drive = new Drive(
          {
            endpoint: new URL("https://localhost"),
            legacyEndpoint: new URL("https://localhost"),
            credentials: { clientId: "client-id", clientSecret: "client-secret" },
            callsPerSecond,
            maxCalls,
          },
          { transport: moody(clock, moods, seed), clock, reporter: quietReporter() },
        );
        const took: { kind: string; ms: number; outcome: string }[] = [];
        const one = async ({ kind, n, startsAt }: (typeof started)[number]) => {
          await clock.sleep(startsAt);
          const begun = clock.now();
          const outcome = await operations[kind](drive, n).then(
            () => "done",
            (reason: unknown) => String(reason),
          );
          took.push({ kind, ms: clock.now() - begun, outcome });
        };
        await clock.run(Promise.all(started.map(one)));
        expect(took.filter(({ ms }) => ms > bound)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);
