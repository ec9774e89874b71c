// node deploy.js <space name>...: makes these spaces, and deletes those of an earlier run that are not named now.
import { automation } from "@pulumi/pulumi";
import { DriveSpace } from "pulumi-dingtalk";

async function deploy(names) {
  // Without a name every space of the stack would be deleted.
  if (names.length === 0) {
    throw new Error(
      "Missing names. Run `node deploy.js <space name>...`; to delete all of them, run `pulumi destroy`.",
    );
  }
  const unionId = process.env.DINGTALK_UNION_ID;
  if (!unionId) throw new Error("Missing unionId. Set DINGTALK_UNION_ID.");

  const program = async () =>
    Object.fromEntries(names.map((name) => [name, new DriveSpace(name, { name, unionId }).spaceId]));

  // `workDir`, with a Pulumi.yaml in it: the engine finds the packages there, wherever the script is called from.
  const stack = await automation.LocalWorkspace.createOrSelectStack(
    { projectName: "automation-api", stackName: process.env.STACK ?? "dev", program },
    { workDir: import.meta.dirname },
  );

  const planned = [];
  await stack.preview({
    onEvent: ({ resourcePreEvent: event }) => {
      const change = event && changeOf(event.metadata);
      if (change) planned.push(change);
    },
  });
  const total = planned.length;
  console.log(`${total} to change`);
  for (const change of planned.filter((one) => one.startsWith("delete "))) {
    console.log(`will ${change}, which is not named any more (refused if it contains files)`);
  }

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
