import { CommanderError } from "commander";
import { describeCommand } from "./command";
import { oneLine, textOf } from "../dingtalk/http/text";

/** `npx pulumi-dingtalk`. Ends with 0, with 1 where something failed, with 2 where the arguments are wrong. */
async function main(): Promise<void> {
  try {
    await describeCommand().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`pulumi-dingtalk: ${oneLine(textOf(error))}\n`);
    process.exitCode = 1;
  }
}

// Whoever reads what is printed may go away before its end: `… | head`.
process.stdout.on("error", () => undefined);
void main();
