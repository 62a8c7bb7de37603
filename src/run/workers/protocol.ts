/** The messages between the main thread and its workers. Plain data. */
import type { FoundFile } from "../../discover/index.js";
import type { WriteResult } from "../../fix/write.js";
import type { RouteIndex } from "../../generators/routes/types.js";
import type { Locale } from "../../platform/i18n.js";
import type { Timing } from "../../platform/timing.js";
import type { ImageQuery, Probe } from "../../probe/probe.js";
import type { ImageFact, LinkFact, LinkWant } from "../../probe/types.js";
import type { FileLint, Loaded, Origin } from "../lint-file.js";
import type { RunRequest } from "../request.js";
import type { SerializedResult } from "../serialize.js";

/** The part of a request that can be sent. The work on a file depends on nothing else. */
export type WorkerRequest = Omit<
  RunRequest,
  "registry" | "onProgress" | "onLongWork" | "signal" | "stdin" | "merge" | "record" | "session"
> & {
  /** Whether the request has a `record`. */
  readonly keepsRecord?: boolean;
  readonly locale: Locale;
};

export interface Task {
  readonly id: number;
  readonly file: FoundFile;
  /** The text, if it is not read from the file. */
  readonly given?: GivenText;
}

export interface GivenText {
  readonly loaded: Loaded;
  /** Without `write`, which the main thread keeps. */
  readonly origin: Omit<Origin, "write">;
  /** Whether the main thread writes the fixed text. */
  readonly isWrittenByMain: boolean;
}

/** A call of the probe, or a question about a site, which the main thread answers. */
export type ProbeCall =
  | { readonly method: "checkImage"; readonly query: ImageQuery }
  | { readonly method: "checkLink"; readonly url: string; readonly want?: LinkWant }
  | { readonly method: "hash"; readonly url: string }
  | { readonly method: "archivedCopy"; readonly url: string; readonly day: string | undefined }
  /** Writes the fixed text of a task to its source. */
  | { readonly method: "write"; readonly task: number; readonly hash: string; readonly text: string }
  /** The addresses of a site, which the main thread reads once for all workers. */
  | { readonly method: "siteIndex"; readonly root: string; readonly key: string };
export type ProbeReply =
  | Awaited<ReturnType<Probe["checkImage" | "checkLink" | "hash" | "archivedCopy"]>>
  | RouteIndex
  | WriteResult;

export type ToWorker =
  | { readonly type: "tasks"; readonly tasks: readonly Task[] }
  | { readonly type: "reply"; readonly id: number; readonly reply: ProbeReply }
  /** No more tasks follow: the worker sends its facts and ends. */
  | { readonly type: "end" };

/** A `FileLint` with a serialized result, which is shorter to send and is deserialized only if needed. */
export type SentFileLint = Omit<FileLint, "result"> & { readonly result: SerializedResult };

export type FromWorker =
  | { readonly type: "done"; readonly done: readonly { readonly id: number; readonly fileLint: SentFileLint }[] }
  /** The worker has loaded the code and the configuration. */
  | { readonly type: "open" }
  /** The worker has started the last task of a batch and can take another batch. */
  | { readonly type: "ready" }
  | { readonly type: "calls"; readonly calls: readonly { readonly id: number; readonly call: ProbeCall }[] }
  | (WorkerFacts & { readonly type: "end"; readonly timing?: Timing | undefined });

/** The facts of a worker about paths of the site and, offline, about URLs. */
export interface WorkerFacts {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
  /** See `Probe.skippedUrls`: one URL per line. */
  readonly skippedUrls: string;
}
