import { textOf } from "../dingtalk/http/text";
import type { ReplacedSpace } from "./plan";

/** What the handlers say, beside what DingTalk and the rooms below say. */

export const unseen = (id: string) =>
  `no space with id ${id} is visible to the user given as unionId. Check the id and unionId.`;

export const importedTwice = (id: string, holder: string) =>
  `space ${id} belongs to DriveSpace '${holder}' of this program too, and a space belongs to one resource. Remove the option import, or one of the two resources.`;

export const keptForManager = (id: string, holder: string) =>
  `space ${id} belongs to DriveSpace '${holder}' of this program too, so it was not deleted.`;

export const notOurState = (id: string) =>
  `the state of '${id}' is not of a pulumi-dingtalk DriveSpace, and replacing it would delete what it stands for. ` +
  'Nothing was changed. Remove the alias, add the option import: "<spaceId>", and set retainOnDelete for the old resource.';

export const keepsYoungSpace = (name: string, id: string) =>
  `DingTalk does not show space '${name}' (id ${id}) yet, which was made less than 10 minutes ago: it stays in the state. ` +
  "If you have deleted it, run `pulumi refresh` again later.";

export const oldSpaceIsGone = ({ spaceId, name }: ReplacedSpace, error: unknown) =>
  `${textOf(error)} The old space '${name}' (id ${spaceId}) has been deleted already: correct what this says, and one \`pulumi up\` makes the new space.`;

export const unseenByNewOperator = (id: string) =>
  `The user of the new unionId does not see space ${id}. Nothing was changed. Give a unionId whose user may manage it; if the space was deleted, run \`pulumi refresh\`.`;

export const notYetShown = (id: string) =>
  `DingTalk does not show space ${id}, which an earlier run has made. Wait a minute, then run \`pulumi up\` again; if DingTalk Drive does not show it either, run \`pulumi refresh\`, then \`pulumi up\`.`;
