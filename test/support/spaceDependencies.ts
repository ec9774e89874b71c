import { Listings } from "../../provider/src/dingtalk/reading/listings";
import { SpaceReader } from "../../provider/src/dingtalk/reading/spaceReader";
import type { DeleteDependencies } from "../../provider/src/dingtalk/spaces/delete";
import { CallReserve } from "../../provider/src/dingtalk/spaces/callReserve";
import { Ownership } from "../../provider/src/dingtalk/spaces/ownership";
import { SpaceGuard } from "../../provider/src/dingtalk/spaces/spaceGuard";
import type { Clock } from "../../provider/src/dingtalk/http/clock";
import type { ModelDrive } from "./modelDrive";
import { quietReporter } from "./quietReporter";

/** What one run of the provider has, over a DingTalk in memory; the next run is another of these. */
export function dependenciesOn(
  { spaces, storage }: Pick<ModelDrive, "spaces" | "storage">,
  clock: Clock,
): DeleteDependencies & { reader: SpaceReader; lines: Map<string, string> } {
  const reporter = quietReporter();
  const reader = new SpaceReader(spaces, "u", clock);
  const readerFor = () => reader;
  return {
    spaces,
    listings: new Listings(spaces, clock, reporter),
    guard: new SpaceGuard({ storage, readerFor, clock }),
    ownership: new Ownership(),
    reserve: new CallReserve(() => Infinity),
    readerFor,
    clock,
    reporter,
    reader,
    lines: reporter.lines,
    clockSkewMs: () => undefined,
  };
}
