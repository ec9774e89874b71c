import { Budget, BudgetError } from "../../provider/src/dingtalk/budget";

test("a budget lets as many calls pass as it has, and says what is to be done then", () => {
  const budget = new Budget(2);
  budget.take();
  budget.take();
  expect(() => budget.take()).toThrow(BudgetError);
  expect(budget.used).toBe(2);
  expect(new BudgetError(2).message).toBe(
    "This run has made the 2 calls that dingtalk:maxCalls (DINGTALK_MAX_CALLS) allows, and this one was not made. What was done is in the state. Run again to go on from there, or raise maxCalls.",
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
