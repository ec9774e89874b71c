import { secretsOf } from "../../dingtalk/auth/credentials";
import { textOf } from "../../dingtalk/http/text";
import { otherRegion } from "../../dingtalk/http/regions";
import { proxyFor } from "../../dingtalk/http/proxy";
import type { Configuration } from "../../runtime/configuration";
import { configurationKeys } from "../../runtime/configurationKeys";
import { sayingReporter } from "../sayingReporter";
import { monthlyCalls } from "../usageReport";
import { askDingTalk, UNKNOWN_ID, type Answers } from "./answers";
import { compare, comparisonFindings } from "./compare";
import type { DoctorRequest, Surroundings } from "./doctor";
import type { Finding } from "./finding";
import { hostFinding, networkFindings, proxyFinding } from "./network";
import { observe } from "./observe";
import { operatorFinding, storageFinding } from "./operator";
import { permissionFindings } from "./permissions";
import type { Examined } from "./report";
import { Session } from "./session";
import { readSettings } from "./settings";
import { stackConfiguration } from "./stackConfiguration";
import { versionFindings } from "./versions";
import { writeSpace } from "./writeSpace";

/** The most calls that count against the month: those that read, and with a space that is made and deleted. */
export const mostCalls = { reading: 6, writing: 16 } as const;

/** Looks at everything, in the order in which it should be mended. */
export async function examine(request: DoctorRequest, around: Surroundings): Promise<Examined> {
  const findings: Finding[] = versionFindings(around.installed);
  const stack = await readStack(request.stack, around);
  findings.push(...stack.findings);
  const settings = readSettings({ stack: stack.values, env: around.env, unionId: request.unionId });
  findings.push(...settings.findings);
  const { configuration, unionId } = settings;
  const secrets = [...valuesOf(stack.values), ...valuesOf(around.env), unionId];
  if (!configuration || unionId === undefined || !stack.isRead)
    return { findings, comparisons: [], hidden: secrets };

  findings.push(hostFinding(configuration));
  const proxy = await proxyFinding(configuration);
  findings.push(proxy);
  if (proxy.mark === "wrong") return { findings, comparisons: [], hidden: secrets };
  const asked = await ask(request, around, configuration, unionId);
  const through = await proxyFor(configuration.endpoint);
  return {
    findings: [...findings, ...asked.findings],
    comparisons: asked.comparisons,
    hidden: [
      ...secrets,
      ...asked.hidden,
      ...secretsOf(configuration.credentials),
      ...ownHosts(configuration),
      through?.name,
    ],
  };
}

async function ask(
  { write }: DoctorRequest,
  { transport, clock, say }: Surroundings,
  configuration: Configuration,
  unionId: string,
): Promise<Examined> {
  const most = write ? mostCalls.writing : mostCalls.reading;
  const what = write ? "makes one space, deletes it again" : "changes nothing";
  say(
    `${what}, and makes at most ${most} of the ${monthlyCalls} calls a month that the standard edition has.`,
  );
  const session = new Session(configuration, most, { transport, clock, reporter: sayingReporter(say) });
  const answers = await askDingTalk(session, {
    unionId,
    corpId: configuration.corpId,
    write: write ? (firstPage) => writeSpace(session, unionId, firstPage) : undefined,
  });
  const comparisons = compare(
    observe(session.exchanges, answers.written?.asking ?? { unknownId: UNKNOWN_ID }),
  );
  const asking = answers.written?.asking;
  const hidden = [asking?.spaceId, asking?.name];
  return { findings: await findingsOf(session, answers, comparisons, most), comparisons, hidden };
}

async function findingsOf(
  session: Session,
  answers: Answers,
  comparisons: Examined["comparisons"],
  most: number,
): Promise<readonly Finding[]> {
  const { list, written } = answers;
  const network = await networkFindings(session, "error" in list ? list.error : undefined);
  const free = session.records.length - session.counted;
  return [
    ...network,
    operatorFinding(answers),
    ...permissionFindings(answers),
    storageFinding(answers),
    ...(written ? [written.finding] : []),
    ...comparisonFindings(comparisons),
    {
      check: "cost",
      mark: "ok",
      finding: `${session.counted} of at most ${most} counted calls, and ${free} that cost nothing`,
      facts: { counted: session.counted, most, free },
    },
  ];
}

async function readStack(stack: string | undefined, { runPulumi }: Surroundings) {
  if (stack === undefined) return { values: {}, findings: [], isRead: true };
  const check = "stack";
  try {
    const values = await stackConfiguration(stack, runPulumi);
    const finding: Finding = { check, mark: "ok", finding: "its configuration is read" };
    return { values, findings: [finding], isRead: true };
  } catch (error) {
    const finding: Finding = { check, mark: "wrong", finding: textOf(error), shareable: "it cannot be read" };
    return { values: {}, findings: [finding], isRead: false };
  }
}

/** Everything that is configured, but what is no secret of anybody. */
function valuesOf(given: Readonly<Record<string, string | undefined>>): readonly (string | undefined)[] {
  const ours = new Set<string>([...Object.values(configurationKeys), "DINGTALK_UNION_ID"]);
  const shared =
    /:(endpoint|legacyEndpoint|callsPerSecond|maxCalls)$|_(ENDPOINT|CALLS_PER_SECOND|MAX_CALLS)$/;
  return Object.entries(given)
    .filter(
      ([key]) =>
        (ours.has(key) || key.startsWith("dingtalk:") || key.endsWith(":unionId")) && !shared.test(key),
    )
    .flatMap(([, value]) => [value, value?.trim()]);
}

/** Hosts that are not DingTalk's own. */
const ownHosts = ({ endpoint, legacyEndpoint }: Configuration): readonly string[] =>
  [endpoint, legacyEndpoint]
    .filter(({ hostname }) => otherRegion(hostname) === undefined)
    .flatMap(({ host, hostname }) => [host, hostname]);
