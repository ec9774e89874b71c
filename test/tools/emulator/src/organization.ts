import type { Behaviour } from "./options";
import type { Space } from "./space";
import { sizeOnWire } from "./spaceOnWire";
import { Spaces, type SpacesHost } from "./spaces";

export interface UserSeed {
  userId: string;
  unionId: string;
  name?: string;
  /** Whether Storage's organization call is answered. @default true */
  readsStorage?: boolean;
}

export interface PartitionSeed {
  /** @default "PUBLIC_OSS_PARTITION" */
  partitionType?: "PUBLIC_OSS_PARTITION" | "MINI_OSS_PARTITION";
  /** Bytes. */
  max: number;
  /** Bytes used apart from the spaces here. @default 0 */
  used?: number;
  /** Bytes pre-allocated; left out when nothing is. */
  reserved?: number;
  /** @default "SHARE" */
  type?: "SHARE" | "PRIVATE";
}

/** One organization: its spaces, users, storage and monthly quota. */
export class Organization {
  readonly spaces: Spaces;
  readonly usersById = new Map<string, UserSeed>();
  readonly usersByUnionId = new Map<string, UserSeed>();
  readonly #refusedTokenOf = new Set<string>();
  /** Counted calls of this month. */
  monthUsed = 0;

  constructor(
    readonly corpId: string,
    users: readonly UserSeed[],
    public partitions: readonly PartitionSeed[],
    host: SpacesHost,
    allStaffFolder: Space | undefined,
  ) {
    this.spaces = new Spaces(host, allStaffFolder);
    for (const user of users) this.addUser(user);
  }

  addUser(user: UserSeed): void {
    this.usersById.set(user.userId, user);
    this.usersByUnionId.set(user.unionId, user);
  }

  /** Whether this user's page token is refused, which happens once. */
  refusesToken(unionId: string): boolean {
    if (this.#refusedTokenOf.has(unionId)) return false;
    this.#refusedTokenOf.add(unionId);
    return true;
  }

  /** The partitions as told: what the spaces use lies in the first one. */
  partitionsOnWire(behaviour: Behaviour): unknown[] {
    return this.partitions.map((partition, index) => ({
      partitionType: partition.partitionType ?? "PUBLIC_OSS_PARTITION",
      quota: {
        used: sizeOnWire((partition.used ?? 0) + (index === 0 ? this.spaces.usedBytes() : 0), behaviour),
        ...(behaviour.storageMax ? { max: sizeOnWire(partition.max, behaviour) } : {}),
        ...(partition.reserved === undefined ? {} : { reserved: sizeOnWire(partition.reserved, behaviour) }),
        type: partition.type ?? "SHARE",
      },
    }));
  }
}
