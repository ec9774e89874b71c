import { ROOT } from "../tools/engine/program";
import { checkLinks } from "../tools/pages/checkLinks";
import { pages } from "../tools/pages/pages";

jest.setTimeout(240_000);

test("every relative link and anchor of the pages leads somewhere", async () => {
  const checked = pages();
  expect(checked).toEqual(expect.arrayContaining(["README.md", "DESIGN.md", "docs/permissions.md"]));
  expect(await checkLinks(ROOT, checked)).toEqual({ code: 0, report: "" });
});
