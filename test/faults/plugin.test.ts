import { openPluginProcess } from "../support/pluginProcess";
import { cells, titleOf, type Cell } from "./cells";
import { slice } from "./engineCells";
import { runInProcess } from "./inProcess";
import { judge } from "./judge";

/** The same faults and the same judge, through the plugin's service: `npm test -- --all` runs every cell. */
const chosen: readonly Cell[] = process.env["PULUMI_DINGTALK_ALL"] === "1" ? cells : slice;

jest.setTimeout(240_000);

test.concurrent.each(chosen.map((cell) => [titleOf(cell), cell] as const))(
  "through the plugin, %s: keeps its promise",
  async (_title, cell) => {
    const finding = await runInProcess(cell, { startProcess: openPluginProcess });
    const { problems } = judge(cell, finding);
    expect({ problems, ...(problems.length > 0 ? { finding } : {}) }).toEqual({ problems: [] });
  },
);
