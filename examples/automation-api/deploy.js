// node deploy.js <space name>...: makes these spaces, and deletes those of the last run that are not named now.
import { automation } from "@pulumi/pulumi";
import { DriveSpace } from "pulumi-dingtalk";

async function deploy(names) {
  const unionId = process.env.DINGTALK_UNION_ID;
  if (!unionId) throw new Error("Whose spaces are they? Set DINGTALK_UNION_ID.");

  const program = async () =>
    Object.fromEntries(names.map((name) => [name, new DriveSpace(name, { name, unionId }).spaceId]));

  // `workDir`: the engine finds the packages from there, wherever the script is called from.
  const stack = await automation.LocalWorkspace.createOrSelectStack(
    { projectName: "automation-api", stackName: process.env.STACK ?? "dev", program },
    { workDir: import.meta.dirname },
  );

  let total = 0;
  await stack.preview({
    onEvent: ({ resourcePreEvent: event }) => {
      if (event && changeOf(event.metadata)) total += 1;
    },
  });
  console.log(`${total} to change`);

  let done = 0;
  const { outputs } = await stack.up({
    onEvent: ({ resOutputsEvent: event }) => {
      const change = event && changeOf(event.metadata);
      if (change) console.log(`${(done += 1)}/${total} ${change}`);
    },
  });
  for (const [name, { value }] of Object.entries(outputs)) console.log(`${name}: ${value}`);
}

/** What a run does to a resource of the program; nothing for the engine's own. */
const changeOf = ({ op, type, urn }) =>
  op === "same" || type.startsWith("pulumi:") ? undefined : `${op} ${urn.split("::").at(-1)}`;

// Caught here: the SDK reports what nobody catches, and the script would end with exit code 0.
await deploy(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
