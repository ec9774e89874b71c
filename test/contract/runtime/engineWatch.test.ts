import { createServer, type AddressInfo } from "node:net";
import { isEngineGone } from "../../../provider/src/runtime/engineWatch";
import { errorOf, open } from "../../support/provider";

test("an engine that listens is there; one whose address refuses is gone; without an address nothing is known", async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(isEngineGone([address])).resolves.toBe(false);
  await new Promise((resolve) => server.close(resolve));
  await expect(isEngineGone([address])).resolves.toBe(true);
  await expect(isEngineGone([])).resolves.toBe(false);
  await expect(isEngineGone(["import", "--all"])).resolves.toBe(false);
});

test("a provider whose engine is dead sends neither an add nor a delete, also not when it has waited", async () => {
  const { drive, calls } = await open({
    beforeWrite: () => Promise.reject(new Error("the engine is gone")),
  });
  const request = { name: "A", unionId: "operator", allowDuplicateName: false };
  expect((await errorOf(drive.create(request))).message).toContain("the engine is gone");
  const deleted = errorOf(drive.delete({ spaceId: "1", unionId: "operator", forceDestroy: true }));
  expect((await deleted).message).toContain("the engine is gone");
  expect(Object.keys(calls())).toEqual(["token", "list"]);
});
