import { Writable } from "node:stream";
import type { Plugin } from "unified" with { "resolution-mode": "import" };
import { ROOT } from "../engine/program";
import { pages } from "./pages";

jest.setTimeout(60_000);

test("every relative link and anchor of the pages leads somewhere", async () => {
  const [{ engine }, { remark }, { default: gfm }, { default: validateLinks }] = await Promise.all([
    import("unified-engine"),
    import("remark"),
    import("remark-gfm"),
    import("remark-validate-links"),
  ]);
  let report = "";
  const streamError = new Writable({
    write(chunk, _encoding, done) {
      report += String(chunk);
      done();
    },
  });
  const checked = pages();
  expect(checked).toEqual(expect.arrayContaining(["README.md", "DESIGN.md", "docs/permissions.md"]));
  const code = await new Promise<number>((resolve, reject) => {
    engine(
      {
        processor: remark().use(gfm),
        cwd: ROOT,
        files: checked,
        extensions: ["md"],
        // Without a remote repository: links to it would be checked by name, and there is none in a tarball.
        plugins: [[validateLinks as unknown as Plugin, { repository: false }]],
        frail: true,
        quiet: true,
        color: false,
        output: false,
        streamError,
      },
      (error, exitCode) => {
        if (error) reject(error);
        else resolve(exitCode ?? 0);
      },
    );
  });
  expect({ code, report }).toEqual({ code: 0, report: "" });
});
