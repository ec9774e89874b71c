import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import { findRow } from "../../dingtalk/errors/findRow";
import { formatBytes } from "../../dingtalk/spaces/formatBytes";
import type { Answers } from "./answers";
import { errorFinding, notAsked, type Finding } from "./finding";
import { obstacleOf } from "./obstacleOf";
import { permissionShown } from "./permissionShown";

/** Whether the user of unionId sees spaces, and is given by a unionId. */
export function operatorFinding({ list, user }: Answers): Finding {
  const check = "operator";
  if (user && "value" in user)
    return {
      check,
      mark: "wrong",
      finding: "the value of unionId is a userId",
      advice: "Set unionId to what `npx pulumi-dingtalk user <userId>` prints for this user.",
      facts: { unionId: "is a userId" },
    };
  if ("error" in list) {
    const obstacle = obstacleOf(list.error);
    if (obstacle !== undefined) return notAsked(check, `see ${obstacle}`);
    const isTheirs = permissionShown(list) === "granted";
    if (isTheirs) return errorFinding(check, "wrong", list.error);
    return notAsked(check, "the spaces could not be listed");
  }
  const isShownNone = list.value.spaces.length === 0 && list.value.next === undefined;
  if (isShownNone)
    return {
      check,
      mark: "wrong",
      finding: "DingTalk shows the user of unionId no space at all, not even the all-staff folder",
      advice: findRow({ operation: "list", code: "operator.blind", speaker: "package" }).advice,
      facts: { sees: "none" },
    };
  const isNoUserId =
    user && "error" in user && user.error instanceof DingTalkError && user.error.code === "60121";
  const isIt = isNoUserId ? ", and is no userId" : "";
  return { check, mark: "ok", finding: `unionId sees spaces${isIt}`, facts: { sees: "some" } };
}

/** What the organization stores. */
export function storageFinding({ list, storage }: Answers): Finding {
  const check = "organization storage";
  if (storage === undefined) {
    const obstacle = "error" in list ? obstacleOf(list.error) : undefined;
    return notAsked(check, obstacle === undefined ? "corpId is not set" : `see ${obstacle}`);
  }
  if ("error" in storage) {
    if (permissionShown(storage) === "missing") return notAsked(check, "the permission is missing");
    return errorFinding(check, "warning", storage.error);
  }
  const { partitions } = storage.value;
  const used = partitions.map(({ quota: { used, max } }) => {
    const text = used === undefined ? "an unknown part" : formatBytes(used);
    return max === undefined ? text : `${text} of ${formatBytes(max)}`;
  });
  const count = partitions.length;
  return {
    check,
    mark: "ok",
    finding: `${used.join(" and ") || "nothing"} used`,
    shareable: `${count} ${count === 1 ? "partition" : "partitions"}`,
    facts: { partitions: count },
  };
}
