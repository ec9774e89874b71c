import {
  learn,
  readOrigin,
  relationOf,
  writeOrigin,
  type Origin,
  type Relation,
} from "../../../provider/src/runtime/origin";

test.each<[Origin, Origin, Relation]>([
  [{ corpId: "a" }, { corpId: "a" }, "same"],
  [{ corpId: "a", clientId: "x" }, { corpId: "a", clientId: "y" }, "same"],
  [{ corpId: "a", clientId: "x" }, { corpId: "b", clientId: "x" }, "other"],
  [{ corpId: "a", clientId: "x" }, { corpId: "b", clientId: "y" }, "other"],
  [{ corpId: "a", clientId: "x" }, { clientId: "x" }, "same"],
  [{ corpId: "a", clientId: "x" }, { clientId: "y" }, "unknown"],
  [{ clientId: "x" }, { clientId: "x" }, "same"],
  [{ clientId: "x" }, { clientId: "y" }, "unknown"],
  [{ clientId: "x" }, { corpId: "a", clientId: "x" }, "same"],
  [{ clientId: "x" }, { corpId: "a" }, "unknown"],
  [{ corpId: "a" }, {}, "unknown"],
  [{}, { corpId: "a", clientId: "x" }, "unknown"],
  [{}, {}, "unknown"],
])("a space made by %j, asked for by %j, is of an organization that is: %s", (origin, current, relation) => {
  expect(relationOf(origin, current)).toBe(relation);
});

test("an origin is learned once it is shown, and completed only by credentials of the same organization", () => {
  const current = { corpId: "a", clientId: "x" };
  expect(learn({}, current)).toEqual(current);
  expect(learn({ clientId: "x", madeAt: 5 }, current)).toEqual(current);
  expect(learn({ clientId: "y" }, current)).toEqual({ clientId: "y" });
});

test("a state says its layout; one without a layout is of the first release, and one of a newer release is refused", () => {
  const origin = { corpId: "a", clientId: "x", madeAt: 5 };
  expect(readOrigin(JSON.parse(JSON.stringify(writeOrigin(origin))) as Record<string, unknown>)).toEqual(
    origin,
  );
  expect(writeOrigin(origin)).toEqual({ __origin: { layout: 2, ...origin } });
  expect(readOrigin({ name: "A" })).toEqual({});
  expect(() => readOrigin({ __origin: { layout: 3 } })).toThrow(/newer release .* Install that release/);
});
