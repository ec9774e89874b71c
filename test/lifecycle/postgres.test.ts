import { expectLockToRefuse, expectTwoPipelinesToShareAnApp } from "../support/sharedBackend";
import { PostgresServer } from "../tools/backends/postgres";

jest.setTimeout(240_000);

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start();
});

afterAll(() => server.dispose());

test("two pipelines at once on two stacks of one app: DingTalk's limit holds for both, every space is made, and none is lost", () =>
  expectTwoPipelinesToShareAnApp(server.env));

test("two at once on one stack: the second is refused by the lock, in words, and nothing is lost", () =>
  expectLockToRefuse(server.env));
