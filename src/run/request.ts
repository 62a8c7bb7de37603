/** The type of a lint run's request. Imports only types. */
import type { SessionView } from "../facts/session-facts.js";
import type { LintRequest } from "./lint-request.js";
import type { BlobFile } from "./shards/blob.js";
import type { Merged } from "./shards/merge.js";

/** What the program may ask of a run: also to write and to merge the results of several machines. */
export interface RunRequest extends LintRequest {
  /**
   * Called with the result of each file, for a run that merges it. The site is not checked and no baseline is applied.
   */
  readonly record?: (file: BlobFile) => void;
  /** The facts about other sites that this run shares with earlier and later ones. */
  readonly session?: SessionView;
  /** Replaces `paths`: the results of other runs. */
  readonly merge?: Merged;
}
