/** What git knows of a folder, and the one thing that is changed of it: contents in the index. */
export type { Blob } from "./blobs.js";
export { merge } from "./merge.js";
export { type Change, type Changes, Repository } from "./repository.js";
export { Stage } from "./stage.js";
