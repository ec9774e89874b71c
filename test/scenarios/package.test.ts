import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { ROOT } from "../tools/engine/program";

jest.setTimeout(240_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "dingtalk-emulator-package-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the emulator's tarball installs in a folder of its own, `npx dingtalk-emulator` serves there, and it ends with npx", async () => {
  const { execa } = await import("execa");
  // What `npm test` tells its own children is not for these.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const options = { env, extendEnv: false, timeout: 120_000 };
  const pack = [
    "pack",
    "--json",
    "--ignore-scripts",
    "-w",
    "dingtalk-emulator",
    "--pack-destination",
    folder,
  ];
  const packed = JSON.parse((await execa("npm", pack, { ...options, cwd: ROOT })).stdout) as object;
  const [{ filename, files }] = Object.values(packed) as [{ filename: string; files: { path: string }[] }];
  const names = files.map((file) => file.path);
  expect(names).toEqual(expect.arrayContaining(["README.md", "LICENSE", "bin/dingtalk-emulator"]));
  expect(
    names.filter((name) => !/^(dist\/.*\.(js|d\.ts)|bin\/|[A-Z]+(\.md)?$|package\.json)/.test(name)),
  ).toEqual([]);

  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "pipeline", private: true }));
  await execa("npm", ["install", "--prefer-offline", "--no-audit", `./${filename}`], {
    ...options,
    cwd: folder,
  });

  const npx = execa("npx", ["--no-install", "dingtalk-emulator", "--space", "Finance"], {
    ...options,
    cwd: folder,
    reject: false,
  });
  const printed = await new Promise<string>((resolve, reject) => {
    let text = "";
    npx.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (/^DINGTALK_LEGACY_ENDPOINT=.*\n/m.test(text)) resolve(text);
    });
    void npx.then(({ stderr }) => reject(new Error(`the emulator ended: ${stderr}`)));
  });
  const { DINGTALK_ENDPOINT, DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET } = parseEnv(printed);
  const answer = await fetch(`${DINGTALK_ENDPOINT ?? ""}/v1.0/oauth2/accessToken`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ appKey: DINGTALK_CLIENT_ID, appSecret: DINGTALK_CLIENT_SECRET }),
  });
  expect(await answer.json()).toMatchObject({ expireIn: 7200 });

  npx.kill("SIGTERM");
  await npx;
  await expect(fetch(DINGTALK_ENDPOINT ?? "")).rejects.toThrow("fetch failed");
});
