/**
 * One thread that lints files. It has its own configurations, rules and baseline. The probe is in the main thread and
 * is called with messages. Offline, no requests are sent, so the worker has its own probe.
 *
 * The state of this module belongs to the thread, which exists for one run.
 */
import { parentPort, workerData } from "node:worker_threads";
import { rules as registry } from "../../../rules/index.js";
import { openBaseline } from "../../baseline/index.js";
import { defaultHotlinkHosts } from "../../config/probe-policy.js";
import { openRunProbe } from "../../facts/open-run-probe.js";
import { openFactResolver } from "../../facts/resolve.js";
import type { WriteResult } from "../../fix/write.js";
import type { RouteIndex } from "../../generators/routes/types.js";
import { read } from "../../load/index.js";
import { useLocale } from "../../locale/index.js";
import { FolderCleaner } from "../../platform/temporary-files.js";
import { clockOf, startClock, timed } from "../../platform/timing.js";
import type { Probe } from "../../probe/probe.js";
import type { ArchivedCopy, ImageFact, LinkFact } from "../../probe/types.js";
import { openSites } from "../../site/index.js";
import { type FileLinter, lintFile, type Origin } from "../lint-file.js";
import { mayTakeLong } from "../long-work.js";
import { serializeResult } from "../serialize.js";
import { configsOf, fileRequestOf, ignoresBaseline, treeOf } from "../settings.js";
import type { FromWorker, GivenText, ProbeCall, ProbeReply, Task, ToWorker, WorkerRequest } from "./protocol.js";

if (!parentPort) throw new Error("this is a worker of stet, not a program");
const port = parentPort;
const send = (message: FromWorker): void => port.postMessage(message);

/** Collects the items of one turn of the event loop into one message. */
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

const onReply = new Map<number, (reply: ProbeReply) => void>();
let calls = 0;
const sendCall = collector<{ id: number; call: ProbeCall }>((calls) => send({ type: "calls", calls }));

function callMain<R extends ProbeReply>(call: ProbeCall): Promise<R> {
  const id = calls++;
  sendCall({ id, call });
  return new Promise((resolve) => onReply.set(id, resolve as (reply: ProbeReply) => void));
}

/** Calls the probe of the main thread, which also keeps the facts. */
const remoteProbe: Probe = {
  checkImage: (query) => callMain<ImageFact>({ method: "checkImage", query }),
  checkLink: (url, want) => callMain<LinkFact>({ method: "checkLink", url, ...(want && { want }) }),
  hash: (url) => callMain<string | undefined>({ method: "hash", url }),
  archivedCopy: (url, day) => callMain<ArchivedCopy | undefined>({ method: "archivedCopy", url, day }),
  archiveError: () => undefined,
  requestedFor: (url) => url,
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
const opened = (): void => send({ type: "open" });
// If it fails, so does each task that awaits it.
linter.then(opened, opened);

async function openLinter(): Promise<FileLinter> {
  await ready;
  const configs = await configsOf({ ...request, registry });
  const images = await configs.images();
  // The main thread reads the same settings and reports notes about them.
  const probe = request.offline ? await openRunProbe({ ...request, cache: false }, images, () => {}) : remoteProbe;
  return {
    request: fileRequestOf({ ...request, ...(request.keepsRecord && { record: () => {} }) }),
    configs,
    factResolver: openFactResolver(
      probe,
      images.hotlinkHosts ?? defaultHotlinkHosts,
      treeOf(request),
      openSites({
        tree: treeOf(request),
        now: request.now,
        readIndex: (root, key) => callMain<RouteIndex | undefined>({ method: "siteIndex", root, key }),
      }),
    ),
    baseline:
      request.baseline && !request.keepsRecord && !ignoresBaseline(request)
        ? await openBaseline(request.baseline)
        : undefined,
    cleaner: new FolderCleaner(),
  };
}

const sendFileLint = collector<Extract<FromWorker, { type: "done" }>["done"][number]>((done) =>
  send({ type: "done", done }),
);

/** Bytes of texts in progress above which no more files are read. */
const maxBytesInFlight = 32 * 1024 * 1024;
let bytesInFlight = 0;
let onFinished: (() => void) | undefined;

const originOf = (task: number, { origin, isWrittenByMain }: GivenText): Origin => ({
  ...origin,
  ...(isWrittenByMain && { write: (hash, text) => callMain<WriteResult>({ method: "write", task, hash, text }) }),
});

async function work({ id, file, given }: Task): Promise<void> {
  const readAt = Date.now();
  const loaded = given?.loaded ?? timed("read", () => read(file));
  const bytes = "error" in loaded ? 0 : loaded.size;
  bytesInFlight += bytes;
  // Sends the results so far, which a signal would otherwise take with it.
  if (mayTakeLong(loaded)) await new Promise(setImmediate);
  const fileLint = await lintFile(file, loaded, given ? originOf(id, given) : { readAt, isFile: true }, await linter);
  bytesInFlight -= bytes;
  onFinished?.();
  sendFileLint({ id, fileLint: { ...fileLint, result: serializeResult(fileLint.result) } });
}

/** Tasks are started one after the other. Their requests are in flight at the same time. */
let lastBatch = Promise.resolve();

async function start(tasks: readonly Task[]): Promise<void> {
  for (const task of tasks) {
    while (bytesInFlight > maxBytesInFlight)
      await new Promise<void>((resolve) => {
        onFinished = resolve;
      });
    const done = work(task);
    if (request.offline) await done;
    // Lets the event loop receive replies and send results.
    else await new Promise(setImmediate);
  }
  send({ type: "ready" });
}

port.on("message", async (message: ToWorker) => {
  switch (message.type) {
    case "tasks":
      lastBatch = lastBatch.then(() => start(message.tasks));
      break;
    case "reply":
      onReply.get(message.id)?.(message.reply);
      onReply.delete(message.id);
      break;
    case "end": {
      const { factResolver } = await linter;
      send({
        type: "end",
        ...factResolver.facts(),
        skippedUrls: [...factResolver.skippedUrls()].join("\n"),
        timing: clockOf()?.read(),
      });
      port.close();
    }
  }
});
