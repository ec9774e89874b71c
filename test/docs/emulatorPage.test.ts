import { readFile } from "node:fs/promises";
import path from "node:path";
import { assumed } from "../../provider/src/cli/doctor/assumed";
import { ROOT } from "../tools/engine/program";
import { dialects } from "../tools/emulator/src";
import { ASSUMED_TABLE, assumedTable } from "../tools/pages/assumedTable";
import { EMULATOR_PAGE, emulatorPage } from "../tools/pages/emulatorPage";

test("the emulator's page has the table of what is assumed as it is in the code", async () => {
  const written = await readFile(path.join(ROOT, EMULATOR_PAGE), "utf8");
  expect(written).toBe(await emulatorPage());
  for (const { id } of dialects) expect(written).toContain(`| \`${id}\``);
});

test("the doctor compares with the same table, and knows every dialect", async () => {
  expect(await readFile(path.join(ROOT, ASSUMED_TABLE), "utf8")).toBe(await assumedTable());
  const known = assumed.flatMap((one) => Object.values(one.known));
  expect(known.sort()).toEqual(dialects.map(({ id }) => id).sort());
});
