import {
  BOUND_MS,
  CONNECT_MS,
  GRACE_MS,
  OPERATION_MS,
  REQUEST_MS,
  TOKEN_MS,
} from "../../../provider/src/dingtalk/http/timings";

test("one call of the engine keeps its bound with a request's time to spare: 110 s + 10 s = 120 s", () => {
  expect(OPERATION_MS + REQUEST_MS).toBe(BOUND_MS);
  expect(OPERATION_MS + GRACE_MS).toBeLessThan(BOUND_MS);
});

test("a request has time to connect and to be answered, and a token to be asked for more than once", () => {
  expect(CONNECT_MS).toBeLessThan(REQUEST_MS);
  expect(2 * REQUEST_MS).toBeLessThan(TOKEN_MS);
});
