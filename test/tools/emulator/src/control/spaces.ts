import type { FastifyInstance } from "fastify";
import type { Emulator } from "../emulator";
import type { EntrySeed } from "../entries";
import type { Space, SpaceSeed } from "../space";
import { plainSpace } from "../spaceOnWire";
import { closedObject, count, oneOf, text, texts, wholeNumber, yesNo } from "./schemas";

type Target = { Querystring: { corpId?: string } };

type OneSpace = Target & { Params: { spaceId: string } };

interface SpaceChange {
  name?: string;
  quota?: number;
  usedQuota?: number | null;
}

const entrySchema = closedObject(
  { name: text, size: count, type: oneOf("FILE", "FOLDER"), parentId: text },
  "name",
);

const spaceSchema = closedObject(
  {
    name: text,
    spaceId: text,
    spaceType: oneOf("org", "personal"),
    quota: wholeNumber,
    usedQuota: count,
    permissionMode: oneOf("acl", "custom"),
    visibleTo: texts,
    allStaff: yesNo,
    files: { type: "array", items: entrySchema },
  },
  "name",
);

const changeSchema = closedObject({
  name: text,
  quota: wholeNumber,
  usedQuota: { ...count, nullable: true },
});

/** Spaces as somebody arranges them in DingTalk's own pages: no limit, no permission, no record. */
export function spaceRoutes(control: FastifyInstance, emulator: Emulator): void {
  const spacesOf = (query: { corpId?: string }) => emulator.organization(query.corpId).spaces;
  const shown = (space: Space) => plainSpace(space, emulator.behaviour.timeForm);
  const existing = (query: { corpId?: string }, spaceId: string) => {
    const space = spacesOf(query).get(spaceId);
    if (space === undefined) throw new Error(`There is no space '${spaceId}'.`);
    return space;
  };

  control.get<Target>("/spaces", ({ query }) => spacesOf(query).all().map(shown));

  control.post<Target & { Body: SpaceSeed }>("/spaces", { schema: { body: spaceSchema } }, (request) => {
    return shown(spacesOf(request.query).add(request.body));
  });

  control.post<OneSpace & { Body: SpaceChange }>(
    "/spaces/:spaceId",
    { schema: { body: changeSchema } },
    ({ query, params: { spaceId }, body }) => {
      const spaces = spacesOf(query);
      const space = existing(query, spaceId);
      if (body.name !== undefined) spaces.rename(spaceId, body.name);
      if (body.quota !== undefined) space.quota = body.quota;
      if (body.usedQuota !== undefined) spaces.setUsedQuota(spaceId, body.usedQuota ?? undefined);
      return shown(space);
    },
  );

  control.delete<OneSpace>("/spaces/:spaceId", ({ query, params: { spaceId } }) => {
    const space = shown(existing(query, spaceId));
    spacesOf(query).remove(spaceId);
    return space;
  });

  control.post<OneSpace & { Body: EntrySeed }>(
    "/spaces/:spaceId/files",
    { schema: { body: entrySchema } },
    ({ query, params: { spaceId }, body }) => {
      existing(query, spaceId);
      return { id: spacesOf(query).putFile(spaceId, body) };
    },
  );
}
