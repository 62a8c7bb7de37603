/**
 * Threads that look at files for a run. Files go out in batches, so that sending them costs next to nothing; results come
 * back in any order and are put in theirs by who waits for them.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FoundFile } from "../../discover/index.js";
import { currentLocale, t } from "../../platform/i18n.js";
import { packageRoot } from "../../platform/package-root.js";
import { clockOf } from "../../platform/timing.js";
import type { Probe } from "../../probe/probe.js";
import type { FileLint } from "../lint-file.js";
import type { RunRequest } from "../request.js";
import type { FactQuery, FactReply, FromWorker, Task, ToWorker, WorkerFacts, WorkerRequest } from "./protocol.js";

export interface Pool {
  lint(file: FoundFile): Promise<FileLint>;
  /** No more files come. */
  flush(): void;
  /** What the workers know, each by itself; when all files are looked at. */
  facts(): Promise<readonly WorkerFacts[]>;
  close(): Promise<void>;
}

/** Files in a batch: some milliseconds of work, so that no worker is idle for long at the end. */
const batchSize = 16;
/** Batches that a worker has in hand: one to work on, one to go on with. */
const batchesInHand = 2;

interface WorkerHandle {
  readonly worker: Worker;
  /** Batches that it has not begun yet. */
  capacity: number;
  readonly tasks: Map<number, FoundFile>;
  readonly asks: Map<number, Promise<FactReply>>;
  ended: boolean;
  onEnd: ((known: WorkerFacts) => void) | undefined;
}

/** @param size how many threads. */
export function openPool(request: RunRequest, size: number, probe: Probe): Pool {
  const waiting = new Map<number, { resolve: (looked: FileLint) => void; file: FoundFile }>();
  let queue: Task[] = [];
  let ids = 0;
  let closed = false;
  // Sent as a copy: what cannot be copied is the program's own.
  const workerData: WorkerRequest = plain(request);
  const members: WorkerHandle[] = Array.from({ length: size }, hire);

  function hire(): WorkerHandle {
    const worker = new Worker(pathToFileURL(path.join(packageRoot(), "bin/worker.js")), {
      workerData,
    });
    const member: WorkerHandle = {
      worker,
      capacity: batchesInHand,
      tasks: new Map(),
      asks: new Map(),
      ended: false,
      onEnd: undefined,
    };
    worker.on("message", (message: FromWorker) => receive(member, message));
    worker.on("error", (error) => lose(member, error));
    worker.on("exit", () => lose(member, undefined));
    return member;
  }

  const send = ({ worker }: WorkerHandle, message: ToWorker): void => worker.postMessage(message);

  function receive(member: WorkerHandle, message: FromWorker): void {
    switch (message.type) {
      case "looked":
        for (const { id, looked } of message.done) {
          member.tasks.delete(id);
          waiting.get(id)?.resolve(looked);
          waiting.delete(id);
        }
        break;
      case "hungry":
        member.capacity++;
        feed(true);
        break;
      case "asks":
        for (const { id, ask } of message.asks) void answer(member, id, ask);
        break;
      case "end":
        if (message.timing) clockOf()?.join(message.timing);
        member.onEnd?.(message);
    }
  }

  async function answer(member: WorkerHandle, id: number, ask: FactQuery): Promise<void> {
    const answer = await (ask.method === "checkImage"
      ? probe.checkImage(ask.question)
      : ask.method === "checkLink"
        ? probe.checkLink(ask.url)
        : ask.method === "archivedCopy"
          ? probe.archivedCopy(ask.url, ask.day)
          : probe.hash(ask.url));
    if (!member.ended) send(member, { type: "answers", answers: [{ id, answer }] });
  }

  /** @param all also what does not fill a batch. */
  function feed(all: boolean): void {
    for (;;) {
      if (queue.length === 0 || (!all && queue.length < batchSize)) return;
      const member = members.reduce((a, b) => (b.capacity > a.capacity ? b : a));
      if (member.capacity <= 0) return;
      const tasks = queue.slice(0, batchSize);
      queue = queue.slice(batchSize);
      member.capacity--;
      for (const { id, file } of tasks) member.tasks.set(id, file);
      send(member, { type: "tasks", tasks });
    }
  }

  /** A worker that ended before its time takes down what it was at, not the run: another one takes its place. */
  function lose(member: WorkerHandle, error: Error | undefined): void {
    if (member.ended) return;
    member.ended = true;
    if (closed) return;
    for (const [id, file] of member.tasks) {
      const why = error?.message ?? t("workers.withoutWord", "without a word");
      const message = t(
        "workers.threadLookedFile",
        "the thread that looked at this file ended ({why}); leave the file out to see the rest",
        { why },
      );
      waiting
        .get(id)
        ?.resolve({ result: { path: file.shown, violations: [], errors: [{ kind: "internal", message }] } });
      waiting.delete(id);
    }
    member.onEnd?.(nothing);
    members[members.indexOf(member)] = hire();
    feed(true);
  }

  return {
    lint(file) {
      const id = ids++;
      return new Promise((resolve) => {
        waiting.set(id, { resolve, file });
        queue.push({ id, file });
        if (queue.length >= batchSize) feed(false);
      });
    },
    flush: () => feed(true),
    facts() {
      closed = true;
      return Promise.all(
        members.map(
          (member) =>
            new Promise<WorkerFacts>((resolve) => {
              member.onEnd = resolve;
              if (member.ended) resolve(nothing);
              else send(member, { type: "end" });
            }),
        ),
      );
    },
    async close() {
      closed = true;
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

const nothing: WorkerFacts = { images: [], links: [], uncheckedUrls: "" };

/** The part of a request that can be sent. */
function plain({
  registry: _,
  onProgress: __,
  signal: ___,
  stdin: ____,
  merge: _____,
  record,
  ...rest
}: RunRequest): WorkerRequest {
  // Only whether there is one matters there.
  return { ...rest, locale: currentLocale(), ...(record && { keepsRecord: true }) };
}
