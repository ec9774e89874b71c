import { readdirSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import { ROOT } from "../tools/engine/program";

// The first text loads every lint rule.
jest.setTimeout(240_000);

/** From the door down. */
const rooms = ["", "spaces", "reading", "api", "auth", "errors", "http", "wire"];
const dingtalk = path.join(ROOT, "provider", "src", "dingtalk");

/** What lint says of imports in a file that imports this. */
async function complaints(room: string, imported: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: ROOT,
    ruleFilter: ({ ruleId }) => ruleId === "import-x/no-restricted-paths",
    // The text is not the file's: a program would be read from the disk instead.
    overrideConfig: [{ languageOptions: { parserOptions: { project: null } } }],
  });
  const [result] = await eslint.lintText(`import "${imported}";\n`, {
    filePath: path.join(dingtalk, room, firstFile(room)),
  });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const firstFile = (room: string) =>
  readdirSync(path.join(dingtalk, room)).find((name) => name.endsWith(".ts")) ?? "";

const importOf = (from: string, to: string) =>
  `${from === "" ? "." : ".."}/${path.posix.join(to, firstFile(to).replace(/\.ts$/, ""))}`;

const pairs = rooms.flatMap((below, index) => rooms.slice(0, index).map((above) => ({ above, below })));

test("lint lets a room import from every room below", async () => {
  for (const { above, below } of pairs)
    expect({ above, below, said: await complaints(above, importOf(above, below)) }).toMatchObject({
      said: [],
    });
});

test("lint fails if a file of one room imports from a room above", async () => {
  for (const { above, below } of pairs)
    expect({ above, below, said: await complaints(below, importOf(below, above)) }).toMatchObject({
      said: ["import-x/no-restricted-paths"],
    });
});

test("the rooms are those that there are", () => {
  const there = readdirSync(dingtalk, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(there.map(({ name }) => name).sort()).toEqual(rooms.slice(1).sort());
});
