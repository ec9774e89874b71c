import { readFile } from "node:fs/promises";

/** One step of the engine on one resource. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  /** The resource's id, where the step has one. */
  id?: string;
  /** Whether the step was done, failed, or was only planned (preview). */
  outcome: "planned" | "done" | "failed";
}

/** What one run of the engine said in its event log. */
export interface Events {
  steps: Step[];
  /** Resources by operation, for example `{ create: 2 }`, as the run's summary gives them. */
  changes: Record<string, number>;
  /** Warnings and errors, and what the program or the provider printed. */
  diagnostics: { severity: string; message: string; urn?: string }[];
}

interface StateSide {
  id?: string;
}

interface Metadata {
  op: string;
  urn: string;
  type: string;
  old?: StateSide | null;
  new?: StateSide | null;
}

interface RawEvent {
  resourcePreEvent?: { metadata: Metadata; planning?: boolean };
  resOutputsEvent?: { metadata: Metadata; planning?: boolean };
  resOpFailedEvent?: { metadata: Metadata };
  diagnosticEvent?: { severity: string; message: string; urn?: string };
  summaryEvent?: { resourceChanges?: Record<string, number> };
}

/** Reads an event log, also one that ends in the middle because its engine was killed. */
export async function readEvents(file: string): Promise<Events> {
  const text = await readFile(file, "utf8").catch(() => "");
  const events: Events = { steps: [], changes: {}, diagnostics: [] };
  const begun = new Map<string, Step>();
  for (const event of text.split("\n").flatMap(parse)) {
    if (event.resourcePreEvent !== undefined) {
      const step = stepOf(event.resourcePreEvent.metadata, "planned");
      begun.set(`${step.op} ${step.urn}`, step);
      events.steps.push(step);
    }
    const ended = event.resOutputsEvent ?? event.resOpFailedEvent;
    if (ended !== undefined) {
      const failed = event.resOpFailedEvent !== undefined;
      const planned = event.resOutputsEvent?.planning === true;
      const step = stepOf(ended.metadata, failed ? "failed" : planned ? "planned" : "done");
      // A refresh begins as "refresh" and ends as what it found: same, update or delete.
      const known = begun.get(`${step.op} ${step.urn}`) ?? begun.get(`refresh ${step.urn}`);
      if (known === undefined) events.steps.push(step);
      else Object.assign(known, step);
    }
    if (event.diagnosticEvent !== undefined && event.diagnosticEvent.severity !== "debug") {
      const { severity, message, urn } = event.diagnosticEvent;
      events.diagnostics.push({ severity, message: plain(message), ...(urn ? { urn } : {}) });
    }
    if (event.summaryEvent !== undefined) events.changes = event.summaryEvent.resourceChanges ?? {};
  }
  return events;
}

function parse(line: string): RawEvent[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as RawEvent];
  } catch {
    return []; // The last line of an engine that was killed.
  }
}

function stepOf(metadata: Metadata, outcome: Step["outcome"]): Step {
  const id = metadata.new?.id || metadata.old?.id;
  return {
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    outcome,
    ...(id ? { id } : {}),
  };
}

/** Without the engine's colour marks such as `<{%reset%}>`. */
const plain = (text: string): string => text.replaceAll(/<\{%.*?%\}>/g, "");
