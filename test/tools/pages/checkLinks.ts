import { Writable } from "node:stream";
import type { Plugin } from "unified" with { "resolution-mode": "import" };

/** Follows every relative link and anchor of the pages in this folder, and answers what remark says of those that lead nowhere. */
export async function checkLinks(
  folder: string,
  files: readonly string[],
): Promise<{ code: number; report: string }> {
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
  const code = await new Promise<number>((resolve, reject) => {
    engine(
      {
        processor: remark().use(gfm),
        cwd: folder,
        files: [...files],
        extensions: ["md"],
        // Without a remote repository: links to it would be checked by name, and there is none in a tarball.
        plugins: [[validateLinks as unknown as Plugin, { repository: false }]],
        frail: true,
        quiet: true,
        color: false,
        output: false,
        // In an installed package every file is below node_modules.
        detectIgnore: false,
        streamError,
      },
      (error, exitCode) => {
        if (error) reject(error);
        else resolve(exitCode ?? 0);
      },
    );
  });
  return { code, report };
}
