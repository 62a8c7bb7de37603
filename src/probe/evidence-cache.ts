/**
 * The evidence of earlier runs. The cache stores evidence, not verdicts, so a verdict always follows the current
 * configuration. An image that was found is trusted for some time. One that was not found is requested again in each
 * run; only its failure history is stored.
 */

import path from "node:path";
import { sha256Of } from "../platform/sha256.js";
import { type Body, contentHeaders, type Evidence, type Outcome, type Response } from "./evidence.js";
import { type Log, openLog } from "./log.js";

/** A store for texts. Its errors never fail a run: an entry that cannot be read counts as missing. */
export interface Store {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  /** Resolves when all entries are written, or cannot be. */
  close(): Promise<void>;
}

/** The consecutive failures of an image, including the last run. */
export interface History {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Consecutive runs. */
  readonly times: number;
}

export interface CachedEvidence {
  readonly at: number;
  /** Only for an image that was found. */
  readonly evidence?: Evidence;
  readonly history?: History;
}

export interface ProbeCache {
  get(url: string, referer: string | undefined): Promise<CachedEvidence | undefined>;
  set(url: string, referer: string | undefined, what: CachedEvidence): Promise<void>;
  close(): Promise<void>;
}

/** Increase this number when the stored format changes. */
const format = 5;

const digest = (data: unknown): string => sha256Of(JSON.stringify(data));

/** @param context see `answerContext`. */
export function openProbeCache(store: Store, context: string): ProbeCache {
  const keyOf = (url: string, referer: string | undefined) => digest([format, context, url, referer ?? null]);
  return {
    async get(url, referer) {
      const text = await store.get(keyOf(url, referer)).catch(() => undefined);
      return text === undefined ? undefined : read(text, url, referer);
    },
    set: (url, referer, what) => store.set(keyOf(url, referer), write(what)).catch(() => {}),
    close: () => store.close().catch(() => {}),
  };
}

/** Files in a folder. Each file has a part of the keys and is read at the first use. */
export function folderStore(folder: string): Store {
  const logs = new Map<string, Promise<Log>>();
  const logFor = (key: string): Promise<Log> => {
    const name = key.slice(0, 2);
    let log = logs.get(name);
    if (!log) {
      log = openLog(path.join(folder, `${name}.log`));
      logs.set(name, log);
    }
    return log;
  };
  return {
    get: async (key) => (await logFor(key)).get(key),
    set: async (key, text) => (await logFor(key)).set(key, text),
    async close() {
      await Promise.allSettled([...logs.values()].map(async (log) => (await log).flush()));
    },
  };
}

/** The headers that facts and revalidation need. */
const storedEvidence = [...contentHeaders, "etag", "last-modified"];

interface Written {
  readonly at: number;
  readonly history?: History;
  readonly head?: WrittenResponse;
  readonly get?: WrittenResponse;
  readonly sha256?: string;
  readonly control?: string;
}
interface WrittenResponse {
  readonly url: string;
  readonly status: number;
  readonly movedTo?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Omit<Body, "text">;
}

function write({ at, evidence, history }: CachedEvidence): string {
  const written: Written = {
    at,
    ...(history && { history }),
    ...(evidence?.head?.kind === "response" && { head: writeResponse(evidence.head) }),
    ...(evidence?.get?.kind === "response" && { get: writeResponse(evidence.get) }),
    ...(evidence?.sha256 !== undefined && { sha256: evidence.sha256 }),
    ...(evidence?.control !== undefined && { control: evidence.control }),
  };
  return JSON.stringify(written);
}

function writeResponse({ url, status, movedTo, headers, body }: Response): WrittenResponse {
  const names = storedEvidence.filter((name) => headers.has(name));
  const { text: _, ...known } = body ?? {};
  return {
    url,
    status,
    ...(movedTo !== undefined && { movedTo }),
    headers: Object.fromEntries(names.map((name) => [name, headers.get(name) ?? ""])),
    ...(body && { body: known as Omit<Body, "text"> }),
  };
}

function read(text: string, url: string, referer: string | undefined): CachedEvidence | undefined {
  try {
    const { at, history, head, get, sha256, control } = JSON.parse(text) as Written;
    if (typeof at !== "number") return undefined;
    if (!head && !get) return { at, ...(history && { history }) };
    const evidence: Evidence = {
      url,
      referer,
      requests: [],
      ...(head && { head: readResponse(head) }),
      ...(get && { get: readResponse(get) }),
      ...(sha256 !== undefined && { sha256 }),
      ...(control !== undefined && { control }),
    };
    return { at, evidence };
  } catch {
    return undefined;
  }
}

const readResponse = ({ url, status, movedTo, headers, body }: WrittenResponse): Outcome => ({
  kind: "response",
  url,
  status,
  ...(movedTo !== undefined && { movedTo }),
  headers: new Map(Object.entries(headers)),
  ...(body && { body: { ...body, text: "" } }),
});
