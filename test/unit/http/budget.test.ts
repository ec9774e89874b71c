import { Budget, BudgetError } from "../../../provider/src/dingtalk/http/budget";

test("a budget lets as many calls pass as it has, and says what is to be done then", () => {
  const budget = new Budget(2);
  budget.take();
  budget.take();
  expect(() => budget.take()).toThrow(BudgetError);
  expect(budget.used).toBe(2);
  expect(new BudgetError(2).message).toBe(
    "call limit reached (maxCalls = 2); this request was not sent. Completed changes are saved. Run again to continue, or raise maxCalls.",
  );
});

test("what DingTalk did not count is given back", () => {
  const budget = new Budget(1);
  budget.take();
  budget.giveBack();
  expect(() => budget.take()).not.toThrow();
});

test("a budget of 0 allows nothing, and none allows everything", () => {
  expect(() => new Budget(0).take()).toThrow(BudgetError);
  const open = new Budget(undefined);
  for (let call = 0; call < 10_000; call += 1) open.take();
  expect(open.used).toBe(10_000);
});
