/** `npm run engine`: finds or makes the engine and says where it is. */
import { findEngine } from "./engine";

findEngine().then(
  ({ bin, version, source }) => {
    console.log(`Pulumi v${version} (${source}): ${bin}`);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
