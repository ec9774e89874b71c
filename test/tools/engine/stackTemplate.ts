import { createHash } from "node:crypto";
import { access, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";

/** What `pulumi stack init` writes, apart from its log: the stack in the backend, its settings, and that it is selected. */
export interface StackPlace {
  /** The program's folder, with a Pulumi.yaml. */
  readonly project: string;
  readonly backend: string;
  readonly pulumiHome: string;
  readonly stack: string;
}

const settings = ({ project, stack }: StackPlace) => path.join(project, `Pulumi.${stack}.yaml`);

export async function projectName({ project }: Pick<StackPlace, "project">): Promise<string> {
  const { name } = parse(await readFile(path.join(project, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}

/** Whether the program brings settings of its own for the stack. */
export const hasSettings = (place: StackPlace): Promise<boolean> =>
  access(settings(place)).then(
    () => true,
    () => false,
  );

/** Keeps a stack that has just been made. */
export async function keepStack(place: StackPlace, folder: string): Promise<void> {
  const isLock = (file: string) => path.basename(file) === "locks";
  await cp(place.backend, path.join(folder, "backend"), {
    recursive: true,
    filter: (file) => !isLock(file),
  });
  await cp(settings(place), path.join(folder, "settings.yaml"));
}

/** Lays out a kept stack, as if `stack init` had been run there. */
export async function layOutStack(place: StackPlace, folder: string): Promise<void> {
  const { project, backend, pulumiHome, stack } = place;
  await cp(path.join(folder, "backend"), backend, { recursive: true });
  await cp(path.join(folder, "settings.yaml"), settings(place));
  const name = await projectName(place);
  const workspaces = path.join(pulumiHome, "workspaces");
  await mkdir(workspaces, { recursive: true, mode: 0o700 });
  const hash = createHash("sha1").update(path.join(project, "Pulumi.yaml")).digest("hex");
  const selected = JSON.stringify({
    stacks: { [`file://${backend}`]: `organization/${name}/${stack}` },
  });
  await writeFile(path.join(workspaces, `${name}-${hash}-workspace.json`), selected);
}
