/**
 * What was found out in earlier runs. Kept is what was seen, not what was made of it: it is judged anew, under today's
 * configuration. A picture that was there is believed for a while; one that was not is asked for again each time, and
 * only its history is kept.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import type { Body, Evidence, Outcome, Response } from "./evidence.js";
import { type Log, openLog } from "./log.js";

/** Where texts are kept. None of it ever fails a run: what cannot be read is not there. */
export interface Store {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  /** Resolves when all is kept, or cannot be. */
  close(): Promise<void>;
}

/** How a picture has been failing, up to and with the last run. */
export interface History {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Runs in a row. */
  readonly times: number;
}

export interface CachedEvidence {
  readonly at: number;
  /** A picture that was there. */
  readonly evidence?: Evidence;
  readonly history?: History;
}

export interface ProbeCache {
  get(url: string, referer: string | undefined): Promise<CachedEvidence | undefined>;
  set(url: string, referer: string | undefined, what: CachedEvidence): Promise<void>;
  close(): Promise<void>;
}

/** A change of what is kept needs another number. */
const format = 2;

export function openProbeCache(store: Store): ProbeCache {
  const keyOf = (url: string, referer: string | undefined) =>
    createHash("sha256")
      .update(JSON.stringify([format, url, referer ?? null]))
      .digest("hex");
  return {
    async get(url, referer) {
      const text = await store.get(keyOf(url, referer)).catch(() => undefined);
      return text === undefined ? undefined : read(text, url, referer);
    },
    set: (url, referer, what) => store.set(keyOf(url, referer), write(what)).catch(() => {}),
    close: () => store.close().catch(() => {}),
  };
}

/** Files in a folder, each with a part of the keys, read when one of them is asked for. */
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

/** The headers that facts and later questions rest on. */
const storedEvidence = ["content-type", "content-length", "content-range", "content-encoding", "etag", "last-modified"];

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
