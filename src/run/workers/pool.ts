/**
 * Threads that lint files for a run. Files are sent in batches to reduce the cost of messages. Results arrive in any
 * order, and the run sorts them.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FoundFile } from "../../discover/index.js";
import { currentLocale, t } from "../../platform/i18n.js";
import { noteUnseen } from "../../platform/observer.js";
import { packageRoot } from "../../platform/package-root.js";
import { clockOf } from "../../platform/timing.js";
import type { Probe } from "../../probe/probe.js";
import type { SitesOptions } from "../../site/index.js";
import type { Input } from "../inputs.js";
import type { FileLint, Origin } from "../lint-file.js";
import type { RunRequest } from "../request.js";
import { fileRequestOf } from "../settings.js";
import type {
  FromWorker,
  GivenText,
  ProbeCall,
  ProbeReply,
  Task,
  ToWorker,
  WorkerFacts,
  WorkerRequest,
} from "./protocol.js";

export interface Pool {
  /**
   * `undefined` if the pool was abandoned before the file was finished.
   *
   * @param given the text, if it is not read from the file.
   */
  lint(file: FoundFile, given?: Pick<Required<Input>, "loaded" | "origin">): Promise<FileLint | undefined>;
  /** Whether a worker that has started would soon have nothing to do. */
  readonly hasRoom: boolean;
  /** Waits no longer for the files that are not finished. */
  abandon(): void;
  /** No more files follow. */
  flush(): void;
  /** The facts of each worker, after all files are linted. */
  facts(): Promise<readonly WorkerFacts[]>;
  close(): Promise<void>;
}

/** Files in a batch: some milliseconds of work, so that no worker is idle for long at the end. */
const batchSize = 16;
/** Batches per worker: one in progress and one waiting. */
const batchesInHand = 2;
/**
 * Half of what V8 allows. A worker that lints articles has few objects that live long, so that it takes no longer, and
 * 25 MB less.
 */
const youngGenerationSizeMb = 24;

interface WorkerHandle {
  readonly worker: Worker;
  /** Whether it has loaded the code and the configuration. Tasks that it gets before have to wait. */
  isOpen: boolean;
  /** Number of batches that the worker can take. */
  capacity: number;
  readonly tasks: Map<number, FoundFile>;
  ended: boolean;
  onEnd: ((facts: WorkerFacts) => void) | undefined;
}

/** Returns the addresses of a site; see `SitesOptions`. */
export type ReadSiteIndex = NonNullable<SitesOptions["readIndex"]>;

/** @param size number of threads. */
export function openPool(request: RunRequest, size: number, probe: Probe, siteIndex: ReadSiteIndex): Pool {
  // What other threads ask of the disk is not noted.
  noteUnseen();
  const writers = new Map<number, Origin["write"]>();
  const unfinished = new Map<number, (fileLint: FileLint | undefined) => void>();
  let queue: Task[] = [];
  let ids = 0;
  let closed = false;
  // Workers receive a copy. Values that cannot be copied stay in the main thread.
  const workerData: WorkerRequest = sendable(request);
  const handles: WorkerHandle[] = Array.from({ length: size }, spawn);

  function spawn(): WorkerHandle {
    const worker = new Worker(pathToFileURL(path.join(packageRoot(), "bin/worker.js")), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationSizeMb },
    });
    const handle: WorkerHandle = {
      worker,
      isOpen: false,
      capacity: batchesInHand,
      tasks: new Map(),
      ended: false,
      onEnd: undefined,
    };
    worker.on("message", (message: FromWorker) => receive(handle, message));
    worker.on("error", (error) => replace(handle, error));
    worker.on("exit", () => replace(handle, undefined));
    return handle;
  }

  const send = ({ worker }: WorkerHandle, message: ToWorker): void => worker.postMessage(message);

  function receive(handle: WorkerHandle, message: FromWorker): void {
    switch (message.type) {
      case "done":
        for (const { id, fileLint } of message.done) {
          handle.tasks.delete(id);
          finish(id, fileLint);
        }
        break;
      case "open":
        handle.isOpen = true;
        break;
      case "ready":
        handle.capacity++;
        dispatch({ partial: true });
        break;
      case "calls":
        for (const { id, call } of message.calls) void reply(handle, id, call);
        break;
      case "end":
        if (message.timing) clockOf()?.join(message.timing);
        handle.onEnd?.(message);
    }
  }

  function finish(id: number, fileLint: FileLint): void {
    unfinished.get(id)?.(fileLint);
    unfinished.delete(id);
    writers.delete(id);
  }

  async function reply(handle: WorkerHandle, id: number, call: ProbeCall): Promise<void> {
    const reply = await answer(call);
    if (!handle.ended) send(handle, { type: "reply", id, reply });
  }

  async function answer(call: ProbeCall): Promise<ProbeReply> {
    if (call.method === "siteIndex") return siteIndex(call.root, call.key);
    return call.method === "write" ? writers.get(call.task)?.(call.hash, call.text) : callProbe(probe, call);
  }

  /** Sends tasks to the workers with the most capacity. `partial`: also fewer than a batch. */
  function dispatch({ partial }: { readonly partial: boolean }): void {
    for (;;) {
      if (queue.length === 0 || (!partial && queue.length < batchSize)) return;
      const free = handles.filter(({ capacity }) => capacity > 0);
      const open = free.filter(({ isOpen }) => isOpen);
      const [handle] = (open.length > 0 ? open : free).sort((a, b) => b.capacity - a.capacity);
      if (!handle) return;
      const tasks = queue.slice(0, batchSize);
      queue = queue.slice(batchSize);
      handle.capacity--;
      for (const { id, file } of tasks) handle.tasks.set(id, file);
      send(handle, { type: "tasks", tasks });
    }
  }

  /** If a worker crashes, only its files fail. A new worker replaces it. */
  function replace(handle: WorkerHandle, error: Error | undefined): void {
    if (handle.ended) return;
    handle.ended = true;
    if (closed) return;
    for (const [id, file] of handle.tasks) {
      const why = error?.message ?? t("workers.noReason", "no error message");
      const message = t(
        "workers.crashed",
        "The thread that checked this file ended unexpectedly ({reason}). Exclude the file to check the others.",
        { reason: why },
      );
      finish(id, { result: { path: file.shown, violations: [], errors: [{ kind: "internal", message }] } });
    }
    handle.onEnd?.(noFacts);
    handles[handles.indexOf(handle)] = spawn();
    dispatch({ partial: true });
  }

  return {
    get hasRoom() {
      const open = handles.filter(({ isOpen }) => isOpen);
      return queue.length < batchSize * open.reduce((sum, { capacity }) => sum + capacity, 0);
    },
    abandon() {
      closed = true;
      for (const handle of handles) {
        handle.ended = true;
        handle.onEnd?.(noFacts);
      }
      for (const resolve of unfinished.values()) resolve(undefined);
      unfinished.clear();
    },
    lint(file, given) {
      const id = ids++;
      if (given?.origin.write) writers.set(id, given.origin.write);
      return new Promise((resolve) => {
        unfinished.set(id, resolve);
        queue.push({ id, file, ...(given && { given: sendableText(given) }) });
        if (queue.length >= batchSize) dispatch({ partial: false });
      });
    },
    flush: () => dispatch({ partial: true }),
    facts() {
      closed = true;
      return Promise.all(
        handles.map(
          (handle) =>
            new Promise<WorkerFacts>((resolve) => {
              handle.onEnd = resolve;
              if (handle.ended) resolve(noFacts);
              else send(handle, { type: "end" });
            }),
        ),
      );
    },
    async close() {
      closed = true;
      await Promise.all(handles.map(({ worker }) => worker.terminate()));
    },
  };
}

const noFacts: WorkerFacts = { images: [], links: [], skippedUrls: "" };

function sendableText({ loaded, origin: { write, ...origin } }: Pick<Required<Input>, "loaded" | "origin">): GivenText {
  return { loaded, origin, isWrittenByMain: write !== undefined };
}

function callProbe(
  probe: Probe,
  call: Exclude<ProbeCall, { readonly method: "siteIndex" | "write" }>,
): Promise<ProbeReply> {
  switch (call.method) {
    case "checkImage":
      return probe.checkImage(call.query);
    case "checkLink":
      return probe.checkLink(call.url, call.want);
    case "archivedCopy":
      return probe.archivedCopy(call.url, call.day);
    case "hash":
      return probe.hash(call.url);
  }
}

/** The part of a request that can be sent. */
function sendable(given: RunRequest): WorkerRequest {
  const {
    registry: _,
    onProgress: __,
    signal: ___,
    stdin: ____,
    merge: _____,
    onLongWork: ______,
    session: _______,
    record,
    ...rest
  } = given;
  // Whether fixes are written depends on what is not sent.
  const { write } = fileRequestOf(given);
  return { ...rest, write, locale: currentLocale(), ...(record && { keepsRecord: true }) };
}
