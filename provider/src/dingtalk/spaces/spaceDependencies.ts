import type { Listings } from "../reading/listings";
import type { Clock } from "../http/clock";
import type { Ownership } from "./ownership";
import type { Reporter } from "../http/reporter";
import type { SpaceReader } from "../reading/spaceReader";
import type { Spaces } from "../api/spaces";

/** What creating and deleting share for one run. */
export interface SpaceDependencies {
  readonly spaces: Spaces;
  readonly listings: Listings;
  readonly readerFor: (unionId: string) => SpaceReader;
  readonly ownership: Ownership;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** By how much DingTalk's clock is ahead of this machine's, as its answers show. */
  readonly clockSkewMs: () => number | undefined;
}
