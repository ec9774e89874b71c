import { importSpaces } from "../../../provider/src/cli/import";
import { printUnionId } from "../../../provider/src/cli/user";
import { startEmulator, type Emulator } from "../../tools/emulator/src";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({
    limits: false,
    users: [{ userId: "manager4220", unionId: "theUnionId", name: "Manager" }],
    spaces: [{ name: "Legal ", spaceId: "1" }],
  });
});

afterEach(() => emulator.close());

function outside() {
  const printed: string[] = [];
  return {
    printed,
    to: { print: (text: string) => void printed.push(text), say: () => undefined, env: emulator.env },
  };
}

test("user prints the unionId of a user and nothing else, and says which user there is not", async () => {
  const { printed, to } = outside();
  await printUnionId("manager4220", to);
  expect(printed).toEqual(["theUnionId\n"]);
  await expect(printUnionId("nobody", to)).rejects.toThrow(/^get user 'nobody': .*\(60121, request /);
});

test("import writes names as the preview takes them: without outer blanks", async () => {
  const { printed, to } = outside();
  await importSpaces({ unionId: "operator", language: "js", force: false }, to);
  expect(printed.join("")).toContain('name: "Legal", unionId');
});

test("import of a list that leaves names out writes the ids in their place, and says so", async () => {
  await using sparse = await startEmulator({
    dialects: ["sparse-fields"],
    spaces: [{ name: "A", spaceId: "7" }],
  });
  const { printed, to } = outside();
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  await importSpaces({ unionId: "operator", language: "js", force: false }, { ...to, say, env: sparse.env });
  expect(printed.join("")).toContain('{ import: "7" }');
  expect(said).toEqual([
    "DingTalk does not say the names of 2 spaces, so their ids stand in the place of their names. Write the names that DingTalk Drive shows before you run pulumi up.",
  ]);
});

const stateWith = (...ids: string[]) =>
  JSON.stringify({
    deployment: {
      resources: ids.map((id) => ({
        urn: `urn:pulumi:prod::app::dingtalk:index:DriveSpace::legal`,
        type: "dingtalk:index:DriveSpace",
        id,
      })),
    },
  });

test("import with a stack leaves out what the stack manages, gives no name twice, and says how many it left out", async () => {
  emulator.spaces.add("Legal");
  const { printed, to } = outside();
  const said: string[] = [];
  const asked: string[] = [];
  const exportStack = (stack: string) => (asked.push(stack), Promise.resolve(stateWith("1")));
  const request = { unionId: "operator", language: "js", bulk: true, stack: "prod", force: false } as const;
  await importSpaces(request, { ...to, say: (line) => void said.push(line), exportStack });
  const { resources } = JSON.parse(printed.join("")) as { resources: { name: string; id: string }[] };
  expect(asked).toEqual(["prod"]);
  expect(resources.map(({ id }) => id)).not.toContain("operator/1");
  expect(resources.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^legal-/));
  expect(said).toEqual(["left out one space that stack prod manages already."]);
});

test("import prints nothing if a stack manages every space already, and says so", async () => {
  const { printed, to } = outside();
  const said: string[] = [];
  const ids = emulator.spaces.all().map(({ spaceId }) => spaceId);
  const all = [...ids, ...(await allListed())];
  const exportStack = () => Promise.resolve(stateWith(...all));
  await importSpaces(
    { unionId: "operator", language: "js", stack: "prod", force: false },
    { ...to, say: (line) => void said.push(line), exportStack },
  );
  expect(printed).toEqual([]);
  expect(said).toEqual(["stack prod manages every space already: there is nothing to take over."]);
});

test("without credentials a command prints the line to paste, with what is not set", async () => {
  const { to } = outside();
  const env = { ...to.env, DINGTALK_CLIENT_ID: "", DINGTALK_CORP_ID: undefined };
  await expect(printUnionId("a", { ...to, env })).rejects.toThrow(
    "sign in to DingTalk: Missing credentials. This command reads the environment. " +
      "Run `export DINGTALK_CLIENT_ID='<Client ID>' DINGTALK_CORP_ID='<corpId>'`. " +
      "For mainland China also `export DINGTALK_ENDPOINT=https://api.dingtalk.com`.",
  );
});

/** The ids of everything that is listed, the all-staff folder too. */
async function allListed(): Promise<string[]> {
  const { printed, to } = outside();
  await importSpaces({ unionId: "operator", language: "js", bulk: true, force: false }, to);
  const { resources } = JSON.parse(printed.join("")) as { resources: { id: string }[] };
  return resources.map(({ id }) => id.replace("operator/", ""));
}
