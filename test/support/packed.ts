import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { packProvider } from "../tools/engine/pack";

/** Packs the provider once for all tests of a file. Answers the tarball's path, which is there when they begin. */
export function packed(): () => string {
  let folder: string;
  let tarball: string;
  beforeAll(async () => {
    const parent = process.env["PULUMI_DINGTALK_TMP"] ?? os.tmpdir();
    folder = await mkdtemp(path.join(parent, "pulumi-dingtalk-pack-"));
    tarball = await packProvider(folder);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => tarball;
}
