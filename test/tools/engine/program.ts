import { cp, mkdir, readFile, realpath, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import * as tar from "tar";

/** A Pulumi program: a folder with a Pulumi.yaml, which is copied, or the text of one. */
export type Program = { folder: string } | { source: string; language?: Language };

/** `js` is CommonJS, `mjs` an ES module. */
export type Language = "js" | "ts" | "mjs";

/** How the program gets `pulumi-dingtalk`: a link to the workspace package, an installed tarball, or not at all. */
export type Installation = "linked" | "none" | { tarball: string };

export interface ProgramOptions {
  program: Program;
  installation: Installation;
  /** Folder of the `@pulumi/pulumi` to link. */
  sdk: string;
}

export const ROOT = path.resolve(__dirname, "../../..");
export const modules = path.join(ROOT, "node_modules");

/** The Node that this project pins. */
export const pinnedNode = (): string =>
  path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Lays out a project with a node_modules of its own. */
export async function layOutProgram(project: string, options: ProgramOptions): Promise<void> {
  await mkdir(project, { recursive: true });
  if ("folder" in options.program) {
    await cp(options.program.folder, project, {
      recursive: true,
      filter: (file) => path.basename(file) !== "node_modules",
    });
  } else {
    await writeProgram(project, options.program.source, options.program.language ?? "js");
  }
  const installed = path.join(project, "node_modules");
  await link(options.sdk, path.join(installed, "@pulumi", "pulumi"));
  const names = new Set(["typescript", "@types/node", ...(await dependenciesOf(project))]);
  for (const name of ["@pulumi/pulumi", "pulumi-dingtalk"]) names.delete(name);
  for (const name of names) await link(path.join(modules, name), path.join(installed, name));
  await install(installed, options);
}

/** What the program's package.json asks for. */
async function dependenciesOf(project: string): Promise<string[]> {
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(path.join(project, "package.json"), "utf8").catch(() => "{}"),
  ) as Partial<Record<"dependencies" | "devDependencies", Record<string, string>>>;
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** Writes or replaces the text of an inline program. */
export async function writeProgram(project: string, source: string, language: Language): Promise<void> {
  const main = `index.${language}`;
  const runtime = { name: "nodejs", options: { typescript: language === "ts" } };
  await writeFile(path.join(project, "Pulumi.yaml"), JSON.stringify({ name: "test", main, runtime }));
  await writeFile(path.join(project, "package.json"), JSON.stringify({ name: "test", private: true, main }));
  await writeFile(path.join(project, main), source);
  if (language !== "ts") return;
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    types: ["node"],
    skipLibCheck: true,
  };
  await writeFile(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [main] }));
}

async function install(installed: string, { installation, sdk }: ProgramOptions): Promise<void> {
  if (installation === "none") return;
  const target = path.join(installed, "pulumi-dingtalk");
  if (installation === "linked") {
    if ((await realpath(sdk)) !== (await realpath(path.join(modules, "@pulumi", "pulumi")))) {
      throw new Error(
        "lay out a program: a linked pulumi-dingtalk finds the workspace's SDK; with another one give a tarball.",
      );
    }
    await stat(path.join(ROOT, "provider", "dist", "index.js")).catch(() => {
      throw new Error("lay out a program: provider/dist is not there. Run `npm run build`.");
    });
    await link(path.join(ROOT, "provider"), target);
    return;
  }
  await mkdir(target, { recursive: true });
  await tar.x({ file: installation.tarball, cwd: target, strip: 1 });
  const { dependencies = {} } = JSON.parse(await readFile(path.join(target, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(dependencies))
    await link(await installedFolder(name), path.join(installed, name));
}

/** Where npm has put a dependency of the provider: beside it, or at the root. */
async function installedFolder(name: string): Promise<string> {
  const own = path.join(ROOT, "provider", "node_modules", name);
  return stat(own).then(
    () => own,
    () => path.join(modules, name),
  );
}

async function link(target: string, at: string): Promise<void> {
  await mkdir(path.dirname(at), { recursive: true });
  await symlink(target, at, "junction");
}
