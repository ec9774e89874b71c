import { connect } from "node:net";

/** The engine gives a provider its own address as the argument. */
const engineAddress = /^(127\.0\.0\.1|\[::1\]|localhost):(\d+)$/;

/** The address of the engine that started this process, if it is on this machine. */
export const engineAddressIn = (args: readonly string[]): string | undefined =>
  args.find((arg) => engineAddress.test(arg));

/** As long as an engine on this machine may take to accept. Milliseconds. */
const ACCEPT_MS = 1_000;

/**
 * Whether the engine that started this process is gone. A script stands between the two and outlives the engine, so
 * that the parent's id does not tell. The engine's address does: nobody listens there any longer.
 */
export function isEngineGone(args: readonly string[]): Promise<boolean> {
  const [, host, port] = engineAddress.exec(engineAddressIn(args) ?? "") ?? [];
  if (host === undefined || port === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/[[\]]/g, ""), port: Number(port) });
    const answer = (gone: boolean) => {
      socket.destroy();
      resolve(gone);
    };
    // What does not answer in time cannot tell.
    socket.setTimeout(ACCEPT_MS, () => answer(false));
    socket.once("connect", () => answer(false));
    socket.once("error", (error: NodeJS.ErrnoException) => answer(error.code === "ECONNREFUSED"));
  });
}

/** Ends this process if its engine is gone: nobody waits for what it would do, and nobody would record it. */
export async function endWithEngine(): Promise<void> {
  if (await isEngineGone(process.argv.slice(2))) process.exit(1);
}
