/**
 * Threads that look at files for a run. Files go out in batches, so that sending them costs next to nothing; results come
 * back in any order and are put in theirs by who waits for them.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FoundFile } from "../discover/index.js";
import type { Looked } from "../one-file.js";
import { packageRoot } from "../package-root.js";
import { currentLocale, t } from "../platform/i18n.js";
import type { Probe } from "../probe/types.js";
import type { RunRequest } from "../run.js";
import { clockOf } from "../timing.js";
import type { Answer, Ask, FromWorker, Known, Task, ToWorker, WorkerRequest } from "./protocol.js";

export interface Pool {
  look(file: FoundFile): Promise<Looked>;
  /** No more files come. */
  flush(): void;
  /** What the workers know, each by itself; when all files are looked at. */
  known(): Promise<readonly Known[]>;
  close(): Promise<void>;
}

/** Files in a batch: some milliseconds of work, so that no worker is idle for long at the end. */
const batchSize = 16;
/** Batches that a worker has in hand: one to work on, one to go on with. */
const batchesInHand = 2;

interface Member {
  readonly worker: Worker;
  /** Batches that it has not begun yet. */
  hunger: number;
  readonly tasks: Map<number, FoundFile>;
  readonly asks: Map<number, Promise<Answer>>;
  ended: boolean;
  onEnd: ((known: Known) => void) | undefined;
}

/** @param size how many threads. */
export function openPool(request: RunRequest, size: number, probe: Probe): Pool {
  const waiting = new Map<number, { resolve: (looked: Looked) => void; file: FoundFile }>();
  let queue: Task[] = [];
  let ids = 0;
  let closed = false;
  // Sent as a copy: what cannot be copied is the program's own.
  const workerData: WorkerRequest = plain(request);
  const members: Member[] = Array.from({ length: size }, hire);

  function hire(): Member {
    const worker = new Worker(pathToFileURL(path.join(packageRoot(), "bin/worker.js")), {
      workerData,
    });
    const member: Member = {
      worker,
      hunger: batchesInHand,
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

  const send = ({ worker }: Member, message: ToWorker): void => worker.postMessage(message);

  function receive(member: Member, message: FromWorker): void {
    switch (message.type) {
      case "looked":
        for (const { id, looked } of message.done) {
          member.tasks.delete(id);
          waiting.get(id)?.resolve(looked);
          waiting.delete(id);
        }
        break;
      case "hungry":
        member.hunger++;
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

  async function answer(member: Member, id: number, ask: Ask): Promise<void> {
    const answer = await (ask.method === "ask"
      ? probe.ask(ask.question)
      : ask.method === "askPage"
        ? probe.askPage(ask.url)
        : ask.method === "archived"
          ? probe.archived(ask.url, ask.day)
          : probe.hash(ask.url));
    if (!member.ended) send(member, { type: "answers", answers: [{ id, answer }] });
  }

  /** @param all also what does not fill a batch. */
  function feed(all: boolean): void {
    for (;;) {
      if (queue.length === 0 || (!all && queue.length < batchSize)) return;
      const member = members.reduce((a, b) => (b.hunger > a.hunger ? b : a));
      if (member.hunger <= 0) return;
      const tasks = queue.slice(0, batchSize);
      queue = queue.slice(batchSize);
      member.hunger--;
      for (const { id, file } of tasks) member.tasks.set(id, file);
      send(member, { type: "tasks", tasks });
    }
  }

  /** A worker that ended before its time takes down what it was at, not the run: another one takes its place. */
  function lose(member: Member, error: Error | undefined): void {
    if (member.ended) return;
    member.ended = true;
    if (closed) return;
    for (const [id, file] of member.tasks) {
      const why = error?.message ?? t("workers.noReason", "no error message");
      const message = t(
        "workers.crashed",
        "The thread that checked this file ended unexpectedly ({reason}). Exclude the file to check the others.",
        { reason: why },
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
    look(file) {
      const id = ids++;
      return new Promise((resolve) => {
        waiting.set(id, { resolve, file });
        queue.push({ id, file });
        if (queue.length >= batchSize) feed(false);
      });
    },
    flush: () => feed(true),
    known() {
      closed = true;
      return Promise.all(
        members.map(
          (member) =>
            new Promise<Known>((resolve) => {
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

const nothing: Known = { images: [], links: [], unasked: "" };

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
