/** Reads repositories with git. Writes only to the index. */
export type { Blob } from "./blobs.js";
export { merge } from "./merge.js";
export { type Change, type Changes, type CommittedFile, Repository } from "./repository.js";
export { Stage } from "./stage.js";
