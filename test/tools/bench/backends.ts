import { PostgresServer } from "../backends/postgres";
import { S3Server } from "../backends/s3";
import { ours } from "./contestants";
import { measure, type Setting } from "./measure";
import type { BackendRound } from "./results";

/** Keeps the engine from writing a second copy of the state before each checkpoint. */
const withoutBackups = { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" };

/** This package with the state in a folder, in a database and in a bucket. */
export async function measureBackends(setting: Setting, spaces: number): Promise<BackendRound[]> {
  const on = async (backend: string, env: Readonly<Record<string, string>>): Promise<BackendRound> => ({
    backend,
    ...(await measure(setting, ours, spaces, { backend: env })),
  });
  const rounds = [await on("a folder", {}), await on("a folder, without checkpoint backups", withoutBackups)];
  for (const [title, kind] of [
    ["Postgres", PostgresServer],
    ["S3", S3Server],
  ] as const) {
    const server = await kind.start();
    try {
      rounds.push(await on(title, server.env));
    } finally {
      await server.dispose();
    }
  }
  return rounds;
}
