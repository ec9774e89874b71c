import { isRecord, type Call } from "../call";
import type { Answer } from "../answer";
import type { Organization } from "../organization";
import { changeName } from "./changeName";
import type { FaultSpec } from "./fault";

/** Does what a call asks for, with what a fault changes in the deed itself. */
export function doUnderFault(
  spec: FaultSpec,
  call: Call,
  deed: (call: Call) => Answer,
  { organization, now }: { organization: Organization | undefined; now: number },
): Answer {
  const spaces = organization?.spaces;
  switch (spec.kind) {
    case "changedName": {
      const name = call.body?.["name"];
      if (typeof name !== "string") return deed(call);
      return deed({ ...call, body: { ...call.body, name: changeName(name, spec.how, spec.length) } });
    }
    case "hidden": {
      const answer = deed(call);
      const id = isRecord(answer.body) ? answer.body["spaceId"] : undefined;
      const space = spaces?.get(String(id));
      if (space !== undefined) space.shownFrom = now + spec.forMs;
      return answer;
    }
    case "lingering": {
      const space = spaces?.get(call.params["spaceId"] ?? "");
      const answer = deed(call);
      if (space !== undefined && spaces?.get(space.spaceId) === undefined) {
        spaces?.linger(space, now + spec.forMs);
      }
      return answer;
    }
    default:
      return deed(call);
  }
}
