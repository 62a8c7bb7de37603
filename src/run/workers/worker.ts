/**
 * One thread that looks at files. It has configurations, rules and a baseline of its own; the network is the program's,
 * which it asks. Offline there is nothing to ask, and it answers itself.
 */
import { parentPort, workerData } from "node:worker_threads";
import { rules as registry } from "../../../rules/index.js";
import { openBaseline } from "../../baseline/index.js";
import { defaultHotlinkHosts } from "../../config/probe-policy.js";
import { openRunProbe } from "../../facts/open-run-probe.js";
import { openFactResolver } from "../../facts/resolve.js";
import { read } from "../../load/index.js";
import { useLocale } from "../../locale/index.js";
import { FolderCleaner } from "../../platform/temporary-files.js";
import { clockOf, startClock, timed } from "../../platform/timing.js";
import type { Probe } from "../../probe/probe.js";
import type { ArchivedCopy, ImageFact, LinkFact } from "../../probe/types.js";
import { type FileLinter, lintFile } from "../lint-file.js";
import { configsOf, fileRequestOf } from "../run.js";
import { serializeResult } from "../serialize.js";
import type { FactQuery, FactReply, FromWorker, Task, ToWorker, WorkerRequest } from "./protocol.js";

if (!parentPort) throw new Error("this is a worker of stet, not a program");
const port = parentPort;
const send = (message: FromWorker): void => port.postMessage(message);

/** Collects what is said within one turn into one message. */
function collector<T>(sendAll: (items: T[]) => void): (item: T) => void {
  let items: T[] = [];
  return (item) => {
    if (items.length === 0)
      setImmediate(() => {
        const all = items;
        items = [];
        sendAll(all);
      });
    items.push(item);
  };
}

const waiting = new Map<number, (answer: FactReply) => void>();
let asked = 0;
const sendAsk = collector<{ id: number; ask: FactQuery }>((asks) => send({ type: "asks", asks }));

function ask<A extends FactReply>(question: FactQuery): Promise<A> {
  const id = asked++;
  sendAsk({ id, ask: question });
  return new Promise((resolve) => waiting.set(id, resolve as (answer: FactReply) => void));
}

/** The program's probe, from here. What it knows it tells itself. */
const distantProbe: Probe = {
  checkImage: (question) => ask<ImageFact>({ method: "checkImage", question }),
  checkLink: (url) => ask<LinkFact>({ method: "checkLink", url }),
  hash: (url) => ask<string | undefined>({ method: "hash", url }),
  archivedCopy: (url, day) => ask<ArchivedCopy | undefined>({ method: "archivedCopy", url, day }),
  archiveError: () => undefined,
  progress: () => ({ requested: 0, resolved: 0, host: undefined }),
  imageFacts: () => [],
  skippedUrls: () => [],
  skipOffline: () => false,
  linkFacts: () => [],
  interrupt: () => {},
  close: async () => {},
};

const request = workerData as WorkerRequest;
if (request.timing) startClock();
const ready = useLocale(request.locale);
const linter = openLinter();
// Whoever works with it is told; until a file comes, nobody has.
linter.catch(() => {});

async function openLinter(): Promise<FileLinter> {
  await ready;
  const configs = await configsOf({ ...request, registry });
  const images = await configs.images();
  // Notes about settings are the program's to make, which reads the same ones.
  const probe = request.offline ? await openRunProbe({ ...request, cache: false }, images, () => {}) : distantProbe;
  return {
    request: fileRequestOf({ ...request, ...(request.keepsRecord && { record: () => {} }) }),
    configs,
    factResolver: openFactResolver(probe, images.hotlinkHosts ?? defaultHotlinkHosts),
    baseline: request.baseline && !request.keepsRecord ? await openBaseline(request.baseline) : undefined,
    cleaner: new FolderCleaner(),
  };
}

const sendFileLint = collector<Extract<FromWorker, { type: "looked" }>["done"][number]>((done) =>
  send({ type: "looked", done }),
);

/** Bytes of texts that wait for answers before no more are read. */
const mostWaiting = 32 * 1024 * 1024;
let bytesWaiting = 0;
let onRoom: (() => void) | undefined;

async function work({ id, file }: Task): Promise<void> {
  const readAt = Date.now();
  const loaded = timed("read", () => read(file.path));
  const bytes = "error" in loaded ? 0 : loaded.size;
  bytesWaiting += bytes;
  const looked = await lintFile(file, loaded, { readAt, isFile: true }, await linter);
  bytesWaiting -= bytes;
  onRoom?.();
  sendFileLint({ id, looked: { ...looked, result: serializeResult(looked.result) } });
}

/** Tasks are begun one after the other; what they wait for they wait for together. */
let turn = Promise.resolve();

async function begin(tasks: readonly Task[]): Promise<void> {
  for (const task of tasks) {
    while (bytesWaiting > mostWaiting)
      await new Promise<void>((resolve) => {
        onRoom = resolve;
      });
    const done = work(task);
    if (request.offline) await done;
    // An answer may have come meanwhile, and a result may leave.
    else await new Promise(setImmediate);
  }
  send({ type: "hungry" });
}

port.on("message", async (message: ToWorker) => {
  switch (message.type) {
    case "tasks":
      turn = turn.then(() => begin(message.tasks));
      break;
    case "answers":
      for (const { id, answer } of message.answers) {
        waiting.get(id)?.(answer);
        waiting.delete(id);
      }
      break;
    case "end": {
      const { factResolver } = await linter;
      send({
        type: "end",
        ...factResolver.facts(),
        uncheckedUrls: [...factResolver.unasked()].join("\n"),
        timing: clockOf()?.read(),
      });
      port.close();
    }
  }
});
