import type { Configuration } from "../../runtime/configuration";
import { findRow } from "../../dingtalk/errors/findRow";
import { areIdsInDoubt, isCredentialsRefused } from "../../dingtalk/errors/guards";
import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import { isLoopback } from "../../dingtalk/http/loopback";
import { proxyFor } from "../../dingtalk/http/proxy";
import { regions } from "../../dingtalk/http/regions";
import { TransportError } from "../../dingtalk/http/transport";
import { errorFinding, type Finding } from "./finding";
import { obstacleOf, type Obstacle } from "./obstacleOf";
import type { Session } from "./session";

const regionNames = ["international", "mainland China"];

/** Which hosts are asked, and of which region they are. */
export function hostFinding({ endpoint, legacyEndpoint }: Configuration): Finding {
  const region = regionNames[regions.findIndex((one) => new URL(one.endpoint).host === endpoint.host)];
  const finding = `${region ?? "an address that is not DingTalk's own"}: ${endpoint.host}, and ${legacyEndpoint.host} for getUser`;
  const shareable = region ?? "an address that is not DingTalk's own";
  return { check: "region", mark: "ok", finding, shareable, facts: { region: region ?? "another" } };
}

/** The proxy that the calls go through. */
export async function proxyFinding({ endpoint }: Configuration): Promise<Finding> {
  const check = "proxy";
  try {
    const proxy = await proxyFor(endpoint);
    if (proxy === undefined) return { check, mark: "ok", finding: "none", facts: { used: false } };
    return { check, mark: "ok", finding: proxy.name, shareable: "one is used", facts: { used: true } };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const advice = error.advice ?? findRow({ operation: "token", code: error.code }).advice;
    return { check, mark: "wrong", finding: error.message, shareable: "it cannot be used", advice };
  }
}

/**
 * What the first call has shown of the way to DingTalk, up to the token.
 *
 * @param error how that call failed, if it did
 */
export async function networkFindings(session: Session, error: unknown): Promise<readonly Finding[]> {
  const obstacle = obstacleOf(error);
  const wrong = (check: Obstacle) => errorFinding(check, "wrong", error);
  const answered = session.exchanges.all.length > 0;
  const found = (check: Obstacle, ok: Finding): Finding =>
    obstacle === check
      ? wrong(check)
      : answered
        ? ok
        : { check, mark: "unknown", finding: "no answer has shown it" };
  const { protocol, hostname } = session.settings.endpoint;
  const certificate = protocol === "https:" ? "accepted" : "none: a loopback address is asked without https";
  return [
    ...(obstacle === "proxy" ? [wrong("proxy")] : []),
    found("certificate", {
      check: "certificate",
      mark: "ok",
      finding: certificate,
      facts: { https: protocol === "https:" },
    }),
    found("connection", connected(session, isLoopback(hostname))),
    clockFinding(session.client.clockSkewMs),
    obstacle === "token" ? await tokenRefused(session, error) : tokenFinding(session, answered),
    ...(obstacle === "limits" || obstacle === "IP list" ? [wrong(obstacle)] : []),
  ];
}

function connected({ records, settings }: Session, isLocal: boolean): Finding {
  const times = records.filter(({ status }) => status !== undefined).map(({ durationMs }) => durationMs);
  const fastestMs = times.length === 0 ? 0 : Math.min(...times);
  const finding = `${settings.endpoint.host} answers in ${seconds(fastestMs)}`;
  const shareable = `answers in ${seconds(fastestMs)}`;
  return { check: "connection", mark: "ok", finding, shareable, facts: { fastestMs, isLocal } };
}

/** Beyond it a clock is named; beyond the second it must be mended. Milliseconds. */
const NOTABLE_SKEW_MS = 60_000;
const WRONG_SKEW_MS = 300_000;

/** @param skewMs by how much DingTalk's clock is ahead, as its answers show */
export function clockFinding(skewMs: number | undefined): Finding {
  const check = "clock";
  if (skewMs === undefined) return { check, mark: "unknown", finding: "no answer has shown DingTalk's time" };
  const size = Math.abs(skewMs);
  const facts = { skewSeconds: Math.round(skewMs / 1_000) };
  if (size < NOTABLE_SKEW_MS)
    return { check, mark: "ok", finding: `within ${Math.ceil(size / 1_000)} s of DingTalk's`, facts };
  return {
    check,
    mark: size > WRONG_SKEW_MS ? "wrong" : "warning",
    finding: `this machine's clock is ${(size / 60_000).toFixed(1)} minutes ${skewMs > 0 ? "behind" : "ahead of"} DingTalk's`,
    advice: "Set this machine's clock: have it follow a time server (NTP).",
    facts,
  };
}

function wayOfToken({ credentials }: Session["settings"]): string {
  if ("accessToken" in credentials) return "a ready token";
  if (credentials.suiteTicket !== undefined) return "as a third-party app";
  return credentials.corpId === undefined ? "as an internal app, without corpId" : "by corpId (unified)";
}

function tokenFinding({ records, settings }: Session, answered: boolean): Finding {
  const check = "token";
  const way = wayOfToken(settings);
  const got = records.find(({ operation, code }) => operation === "token" && code === "ok");
  if (got)
    return {
      check,
      mark: "ok",
      finding: `${way}, in ${seconds(got.durationMs)}`,
      facts: { way, tookMs: got.durationMs },
    };
  const isReady = "accessToken" in settings.credentials && answered;
  return {
    check,
    mark: isReady ? "ok" : "unknown",
    finding: isReady ? `${way}, which is taken` : way,
    facts: { way },
  };
}

/** If the same id and secret give a token without corpId, corpId is what is wrong. Token calls are free. */
async function tokenRefused(session: Session, error: unknown): Promise<Finding> {
  const finding = errorFinding("token", "wrong", error);
  const { credentials } = session.settings;
  const isAsked = error instanceof DingTalkError && (isCredentialsRefused(error) || areIdsInDoubt(error));
  if (!isAsked || "accessToken" in credentials || credentials.suiteTicket !== undefined) return finding;
  if (credentials.corpId === undefined) return finding;
  const { clientId, clientSecret } = credentials;
  const without = await session.askToken({ clientId, clientSecret }, "token without corpId");
  if (without === undefined || "error" in without) return finding;
  const what = "clientId and clientSecret give a token without corpId, and none with it";
  return {
    ...finding,
    finding: what,
    shareable: what,
    advice:
      "Correct corpId (dingtalk:corpId, or DINGTALK_CORP_ID): it is on the home page of DingTalk's developer console.",
  };
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
