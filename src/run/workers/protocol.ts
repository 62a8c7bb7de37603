/** What the program and its workers say to each other: plain data throughout. */
import type { FoundFile } from "../../discover/index.js";
import type { Locale } from "../../platform/i18n.js";
import type { Timing } from "../../platform/timing.js";
import type { ImageQuery, Probe } from "../../probe/probe.js";
import type { ImageFact, LinkFact } from "../../probe/types.js";
import type { FileLint } from "../lint-file.js";
import type { RunRequest } from "../request.js";
import type { SerializedResult } from "../serialize.js";

/** The part of a request that can be sent, which is all that the work on a file depends on. */
export type WorkerRequest = Omit<RunRequest, "registry" | "onProgress" | "signal" | "stdin" | "merge" | "record"> & {
  readonly keepsRecord?: boolean;
  readonly locale: Locale;
};

export interface Task {
  readonly id: number;
  readonly file: FoundFile;
}

/** What the probe is asked, which only the program itself has. */
export type FactQuery =
  | { readonly method: "checkImage"; readonly question: ImageQuery }
  | { readonly method: "checkLink"; readonly url: string }
  | { readonly method: "hash"; readonly url: string }
  | { readonly method: "archivedCopy"; readonly url: string; readonly day: string | undefined };
export type FactReply = Awaited<ReturnType<Probe["checkImage" | "checkLink" | "hash" | "archivedCopy"]>>;

export type ToWorker =
  | { readonly type: "tasks"; readonly tasks: readonly Task[] }
  | { readonly type: "answers"; readonly answers: readonly { readonly id: number; readonly answer: FactReply }[] }
  /** No more tasks will come: the worker says what else it knows, and ends. */
  | { readonly type: "end" };

/** A `Looked` whose result is sealed: shorter to send, and opened only by who needs it. */
export type SentFileLint = Omit<FileLint, "result"> & { readonly result: SerializedResult };

export type FromWorker =
  | { readonly type: "looked"; readonly done: readonly { readonly id: number; readonly looked: SentFileLint }[] }
  /** All of its tasks were begun: it has time for more. */
  | { readonly type: "hungry" }
  | { readonly type: "asks"; readonly asks: readonly { readonly id: number; readonly ask: FactQuery }[] }
  | (WorkerFacts & { readonly type: "end"; readonly timing?: Timing | undefined });

/** What a worker knows of paths of the site and, offline, of URLs. */
export interface WorkerFacts {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
  /** See `Probe.unasked`: one URL per line. */
  readonly uncheckedUrls: string;
}
