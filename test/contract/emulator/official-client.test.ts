import Drive, * as drive from "@alicloud/dingtalk/dist/drive_1_0/client";
import OAuth2, * as oauth2 from "@alicloud/dingtalk/dist/oauth2_1_0/client";
import Storage, * as storage from "@alicloud/dingtalk/dist/storage_1_0/client";
import { Config } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import type { EmulatorOptions } from "../../tools/emulator/src";
import { signedIn } from "../../support/caller";

/** The official clients, told no more than where the emulator is. */
async function clients(options: EmulatorOptions = {}) {
  const { emulator } = await signedIn(options);
  const config = new Config({ protocol: "http", endpoint: `127.0.0.1:${emulator.port}` });
  const runtime = new RuntimeOptions({});
  const oauth = new OAuth2(config);
  const { body } = await oauth.getAccessToken(
    new oauth2.GetAccessTokenRequest({ appKey: emulator.app.clientId, appSecret: emulator.app.clientSecret }),
  );
  const token = { xAcsDingtalkAccessToken: body?.accessToken ?? "" };
  return { emulator, oauth, drive: new Drive(config), storage: new Storage(config), token, runtime };
}

describe("DingTalk's official client", () => {
  it("gets tokens from the three endpoints", async () => {
    const { emulator, oauth, token } = await clients();
    const { clientId, clientSecret, corpId } = emulator.app;
    expect(token.xAcsDingtalkAccessToken).toMatch(/^[\da-f]{32}$/);
    const request = new oauth2.GetTokenRequest({ clientId, clientSecret, grantType: "client_credentials" });
    const unified = await oauth.getToken(corpId, request);
    expect(unified.body).toMatchObject({ accessToken: token.xAcsDingtalkAccessToken, expiresIn: 7200 });
    emulator.app.type = "third-party";
    emulator.app.suiteTicket = "ticket";
    const third = await oauth.getCorpAccessToken(
      new oauth2.GetCorpAccessTokenRequest({
        suiteKey: clientId,
        suiteSecret: clientSecret,
        authCorpId: corpId,
        suiteTicket: "ticket",
      }),
    );
    expect(third.body).toMatchObject({ accessToken: token.xAcsDingtalkAccessToken, expireIn: 7200 });
  });

  it("adds, lists, queries and deletes spaces", async () => {
    const { emulator, drive: client, token, runtime } = await clients();
    const unionId = emulator.unionId;
    const added = await client.addSpaceWithOptions(
      new drive.AddSpaceRequest({ name: "Finance", unionId }),
      new drive.AddSpaceHeaders(token),
      runtime,
    );
    const spaceId = added.body?.spaceId ?? "";
    expect(added.body).toMatchObject({
      spaceName: "Finance",
      spaceType: "org",
      quota: -1,
      permissionMode: "acl",
    });

    const listed = await client.listSpacesWithOptions(
      new drive.ListSpacesRequest({ unionId, spaceType: "org", maxResults: 50 }),
      new drive.ListSpacesHeaders(token),
      runtime,
    );
    expect(listed.body?.spaces?.map((space) => space.spaceId)).toEqual([spaceId]);

    const queried = await client.managementListSpacesWithOptions(
      new drive.ManagementListSpacesRequest({ unionId, spaceIds: [spaceId] }),
      new drive.ManagementListSpacesHeaders(token),
      runtime,
    );
    expect(queried.body?.spaces?.map((space) => space.spaceName)).toEqual(["Finance"]);

    const deleted = await client.deleteSpaceWithOptions(
      spaceId,
      new drive.DeleteSpaceRequest({ unionId }),
      new drive.DeleteSpaceHeaders(token),
      runtime,
    );
    expect(deleted.statusCode).toBe(200);
    expect(emulator.spaces.size).toBe(0);
  });

  it("reads the organization's storage and what lies in a space", async () => {
    const {
      emulator,
      storage: client,
      token,
      runtime,
    } = await clients({
      spaces: [{ name: "a", spaceId: "1", files: [{ name: "f", size: 3 }] }],
    });
    const unionId = emulator.unionId;
    const org = await client.getOrgWithOptions(
      emulator.app.corpId,
      new storage.GetOrgRequest({ unionId }),
      new storage.GetOrgHeaders(token),
      runtime,
    );
    expect(org.body?.org?.partitions?.[0]?.quota).toMatchObject({ used: 3, type: "SHARE" });
    const entries = await client.listDentriesWithOptions(
      "1",
      new storage.ListDentriesRequest({ unionId, parentId: "0", maxResults: 50 }),
      new storage.ListDentriesHeaders(token),
      runtime,
    );
    expect(entries.body?.dentries?.[0]).toMatchObject({ type: "FILE", name: "f", size: 3 });
  });

  it("understands the errors, whichever way their keys are spelt", async () => {
    const { emulator, drive: client, token, runtime } = await clients();
    emulator.app.scopes.delete("Drive.Space.Write");
    for (const errorKeys of ["lower", "pascal"] as const) {
      emulator.behaviour.errorKeys = errorKeys;
      const call = client.addSpaceWithOptions(
        new drive.AddSpaceRequest({ name: "Finance", unionId: emulator.unionId }),
        new drive.AddSpaceHeaders(token),
        runtime,
      );
      await expect(call).rejects.toMatchObject({
        code: "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        accessDeniedDetail: { requiredScopes: ["Drive.Space.Write"] },
      });
    }
  });
});
