import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../tools/engine/program";

test("`npm start -- --help` answers in a clone in which nothing is installed, and installs nothing", () => {
  const clone = mkdtempSync(path.join(os.tmpdir(), "clone-"));
  try {
    const bootstrap = path.join("test", "tools", "commands", "bootstrap.mjs");
    cpSync(path.join(ROOT, bootstrap), path.join(clone, bootstrap));
    const printed = execFileSync(process.execPath, [path.join(clone, bootstrap), "start", "--help"], {
      encoding: "utf8",
    });
    expect(printed).toContain("npm start -- <example>");
    expect(readdirSync(clone)).toEqual(["test"]);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});
