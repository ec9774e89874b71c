import { runInNewContext } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { parse } from "yaml";
import { adoptionsOf } from "../../../provider/src/cli/adoptions";
import {
  bulkImport,
  importProgram as writeProgram,
  type LanguageName,
} from "../../../provider/src/cli/importProgram";
import { logicalNames, type Named } from "../../../provider/src/cli/logicalNames";

const importProgram = (spaces: readonly Named[], unionId: string, language: LanguageName) =>
  writeProgram(adoptionsOf(spaces), unionId, language);

const space = (spaceId: string, spaceName: string, createTime = "2024-01-01T00:00:00Z"): Named => ({
  spaceId,
  spaceName,
  createTime,
});

const namesOf = (...spaces: Named[]) => Object.fromEntries(logicalNames(spaces));

test("a space is named in the program as it is named in DingTalk, in small letters and hyphens", () => {
  expect(
    namesOf(
      space("1", "Finance"),
      space("2", "R&D / 2024 (new!)"),
      space("3", "财务部 共享"),
      space("4", "Équipe"),
      space("5", "  "),
      space("6", "🚀🚀"),
    ),
  ).toEqual({
    1: "finance",
    2: "r-d-2024-new",
    3: "财务部-共享",
    4: "équipe",
    5: "space",
    6: "space-6",
  });
});

test("of several of one name the oldest has the plain one, and a later one changes nobody's", () => {
  const old = space("77", "Finance", "2022-07-29T14:55Z");
  const young = space("11", "finance", "2024-02-28T10:47:08Z");
  const before = namesOf(young, old);
  expect(before).toEqual({ 77: "finance", 11: "finance-11" });
  expect(namesOf(young, space("12", "FINANCE", "2024-03-01T00:00:00Z"), old)).toMatchObject(before);
});

test("a name that looks like another one's way out is told apart too", () => {
  const names = namesOf(space("1", "A 7"), space("2", "A"), space("7", "a"));
  expect(names).toEqual({ 1: "a-7", 2: "a", 7: "a-7-2" });
});

const anySpaces = fc.uniqueArray(
  fc.record({
    spaceId: fc.stringMatching(/^[0-9A-Za-z]{1,6}$/),
    spaceName: fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("A", "a", "A-1", "`${x}`", "\u2028*/"),
    ),
    createTime: fc.constantFrom("2024-01-01T00:00Z", "2024-01-01T00:00:05Z", "2023-01-01T00:00:00Z"),
  }),
  { selector: ({ spaceId }) => spaceId },
);

test("the text is the same whatever the list's order, and every logical name in it is unique", () => {
  fc.assert(
    fc.property(
      anySpaces.chain((spaces) =>
        fc.tuple(fc.constant(spaces), fc.shuffledSubarray(spaces, { minLength: spaces.length })),
      ),
      ([spaces, shuffled]) => {
        expect(importProgram(shuffled, "u", "ts")).toBe(importProgram(spaces, "u", "ts"));
        const names = [...logicalNames(spaces).values()];
        expect(new Set(names).size).toBe(spaces.length);
        expect(names.every((name) => name !== "" && !name.includes("::"))).toBe(true);
      },
    ),
  );
});

/** What a program gives to `new dingtalk.DriveSpace`, as its text says. */
function declarations(program: string): unknown[] {
  const found: unknown[] = [];
  const { outputText, diagnostics } = ts.transpileModule(program, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics).toEqual([]);
  const DriveSpace = function (...args: unknown[]): void {
    found.push(args);
  };
  const Config = function (): object {
    return { get: () => undefined };
  };
  runInNewContext(outputText, {
    exports: {},
    require: (name: string) => (name === "pulumi-dingtalk" ? { DriveSpace } : { Config }),
  });
  return found;
}

test.each(["ts", "js"] as const)(
  "whatever the spaces are called, the %s program declares exactly them",
  (language) => {
    fc.assert(
      fc.property(anySpaces, fc.string(), (spaces, unionId) => {
        const wanted = spaces.map(({ spaceId, spaceName }) => {
          const shared = spaces.filter((other) => other.spaceName === spaceName).length > 1;
          return [
            expect.any(String) as unknown,
            { name: spaceName, unionId, ...(shared ? { allowDuplicateName: true } : {}) },
            { import: spaceId },
          ];
        });
        const found = declarations(importProgram(spaces, unionId, language));
        expect(found).toHaveLength(wanted.length);
        expect(found).toEqual(expect.arrayContaining(wanted));
      }),
      { numRuns: 50 },
    );
  },
);

test("whatever the spaces are called, the YAML program declares exactly them", () => {
  fc.assert(
    fc.property(anySpaces, fc.string(), (spaces, unionId) => {
      const program = parse(importProgram(spaces, unionId, "yaml")) as {
        config: { unionId: { default: string } };
        resources: Record<string, { properties: { name: string }; options: { import: string } }> | null;
      };
      const plain = (text: string) => text.replaceAll("$$", () => "$");
      expect(program.config.unionId.default).toBe(unionId);
      const declared = Object.values(program.resources ?? {}).map(({ properties, options }) => [
        plain(properties.name),
        options.import,
      ]);
      expect(declared.sort()).toEqual(
        spaces.map(({ spaceId, spaceName }) => [spaceName, `${unionId}/${spaceId}`]).sort(),
      );
    }),
    { numRuns: 50 },
  );
});

test("the names that a program has already are not taken again, and a space whose namesake is managed may share its name", () => {
  const all = [space("1", "Finance"), space("2", "Finance"), space("3", "Legal")];
  expect(adoptionsOf(all.slice(1), new Set(["finance", "legal"]), all)).toEqual([
    { logical: "finance-2", spaceId: "2", spaceName: "Finance", isShared: true },
    { logical: "legal-3", spaceId: "3", spaceName: "Legal", isShared: false },
  ]);
});

test("the file for pulumi import names the native type, and the operator in each id", () => {
  expect(JSON.parse(bulkImport(adoptionsOf([space("1", "Finance")]), "u/1"))).toEqual({
    resources: [{ type: "dingtalk:index:DriveSpace", name: "finance", id: "u/1/1" }],
  });
});
