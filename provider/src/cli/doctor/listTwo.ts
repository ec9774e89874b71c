import { schemas } from "../../dingtalk/wire/schemas";
import type { Session } from "./session";

/** The first two of the list, and the page after them: whether pages are full, and whether a token is taken. */
export async function listTwo(session: Session, unionId: string): Promise<void> {
  const list = (query: Readonly<Record<string, string>>, purpose: string) =>
    session.ask(
      "list",
      (deadline) =>
        session.client.call(
          "list",
          {
            method: "GET",
            path: "/v1.0/drive/spaces",
            query: { unionId, spaceType: "org", maxResults: "2", ...query },
            schema: schemas.spacePage,
          },
          deadline,
        ),
      purpose,
    );
  const first = await list({}, "small list");
  if ("error" in first || !first.value.nextToken) return;
  await list({ nextToken: first.value.nextToken }, "next page");
}
