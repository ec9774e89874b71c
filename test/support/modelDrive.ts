import { DingTalkError } from "../../provider/src/dingtalk/errors/dingTalkError";
import type { Deadline } from "../../provider/src/dingtalk/http/deadline";
import type { Operation } from "../../provider/src/dingtalk/wire/operation";
import type { SpacePage, Spaces } from "../../provider/src/dingtalk/api/spaces";
import type { Storage } from "../../provider/src/dingtalk/api/storage";
import type { ListedSpace, Space } from "../../provider/src/dingtalk/wire/schemas";
import type { VirtualClock } from "./virtualClock";

/** What comes of a call: how long until the deed, if there is one, and until the answer, if there is one. */
export interface Outcome {
  readonly answer: "ok" | "lost" | "refused" | "quotaExhausted" | "part";
  /** Milliseconds after the call; `undefined` is never. */
  readonly deedAfter: number | undefined;
  readonly answerAfter: number;
}

export const fine: Outcome = { answer: "ok", deedAfter: 5, answerAfter: 10 };

export interface ModelSpace {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** Whether one of our own calls has made it. */
  readonly ours: boolean;
  /** When something was put there first. */
  filesSince?: number;
  /** Whether it takes quota. */
  weighs?: boolean;
}

const failures: Readonly<Record<Exclude<Outcome["answer"], "ok" | "part">, string>> = {
  lost: "no.answer",
  refused: "no.priviledge",
  quotaExhausted: "Forbidden.AccessDenied.ApiCountLimitForOrg",
};

/** DingTalk Drive in memory, whose calls come out as the test says, one outcome after the other. */
export class ModelDrive {
  readonly there = new Map<string, ModelSpace>();
  /** Those sent for a space that was there. */
  readonly deletes: { id: string; sentAt: number }[] = [];
  #id = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly outcomes: Partial<Record<Operation, Outcome[]>>,
    private readonly behaviour: { skewMs?: number; toTheMinute?: boolean; mayListEntries?: boolean } = {},
  ) {}

  make(name: string, ours = false): ModelSpace {
    const space = { id: `s${(this.#id += 1)}`, name, createdAt: this.clock.now(), ours };
    this.there.set(space.id, space);
    return space;
  }

  /** From now on nothing goes wrong. */
  heal(): void {
    for (const outcomes of Object.values(this.outcomes)) outcomes.length = 0;
  }

  get spaces(): Spaces {
    const api = {
      prepare: () => undefined,
      add: (name: string, _unionId: string, deadline: Deadline) =>
        this.#call("add", deadline, () => this.onWire(this.make(name, true))),
      page: (_unionId: string, from: string | undefined, deadline: Deadline) =>
        this.#call("list", deadline, () => this.#page(Number(from ?? 0))),
      query: (ids: readonly string[], _unionId: string, deadline: Deadline) =>
        this.#call("query", deadline, () =>
          ids.flatMap((id) => {
            const space = this.there.get(id);
            return space ? [this.onWire(space)] : [];
          }),
        ),
      delete: (id: string, _unionId: string, deadline: Deadline) => {
        if (this.there.has(id)) this.deletes.push({ id, sentAt: this.clock.now() });
        return this.#call("delete", deadline, () => {
          if (!this.there.delete(id)) throw errorOf("delete", "param.error");
        });
      },
    };
    return api as unknown as Spaces;
  }

  get storage(): Storage {
    const firstEntry = (id: string, _unionId: string, deadline: Deadline) =>
      this.#call("entries", deadline, () => {
        if (this.behaviour.mayListEntries === false) {
          throw errorOf("entries", "Forbidden.AccessDenied.AccessTokenPermissionDenied");
        }
        const space = this.there.get(id);
        if (!space) throw errorOf("entries", "paramError");
        return space.filesSince === undefined ? undefined : { name: "Plan", type: "FILE" };
      });
    return { firstEntry } as unknown as Storage;
  }

  onWire({ id, name, createdAt, filesSince, weighs }: ModelSpace): Space {
    const time = new Date(createdAt + (this.behaviour.skewMs ?? 0)).toISOString();
    const createTime =
      this.behaviour.toTheMinute === true ? `${time.slice(0, 16)}Z` : `${time.slice(0, 19)}Z`;
    return {
      spaceId: id,
      spaceName: name,
      spaceType: "org",
      quota: -1,
      usedQuota: filesSince !== undefined && weighs === true ? 1024 : 0,
      permissionMode: "acl",
      createTime,
      modifyTime: createTime,
    };
  }

  #page(from: number): SpacePage {
    const all = [...this.there.values()].map((space) => this.onWire(space));
    const spaces: ListedSpace[] = all.slice(from, from + 3);
    return { spaces, next: from + 3 < all.length ? String(from + 3) : undefined };
  }

  async #call<T>(operation: Operation, deadline: Deadline, deed: () => T): Promise<T> {
    if (deadline.left <= 0) throw errorOf(operation, "no.time");
    const { answer, deedAfter, answerAfter } = this.outcomes[operation]?.shift() ?? fine;
    const answered = Math.min(answerAfter, deadline.left);
    let result: { value: T } | { error: unknown } | undefined;
    const done =
      deedAfter === undefined || answer === "refused" || answer === "quotaExhausted"
        ? undefined
        : this.clock.sleep(deedAfter).then(() => {
            try {
              result = { value: deed() };
            } catch (error) {
              result = { error };
            }
          });
    await this.clock.sleep(answered);
    if (answer === "ok" || answer === "part") {
      await done;
      if (result && "error" in result) throw result.error;
      if (result) return answer === "part" ? (halved(result.value) as T) : result.value;
    }
    throw errorOf(operation, answer === "ok" || answer === "part" ? "no.answer" : failures[answer]);
  }
}

const halved = (value: unknown): unknown =>
  Array.isArray(value) ? (value as unknown[]).slice(0, value.length >> 1) : value;

function errorOf(operation: Operation, code: string): DingTalkError {
  return new DingTalkError({ operation, code, message: `the model answers ${code}`, status: 400 });
}
