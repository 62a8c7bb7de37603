/** The format that `stet merge` reads. It needs more than results, so it is not in src/report. */
import { version } from "../platform/version.js";
import type { Format } from "../report/index.js";
import type { RunRequest } from "../run/request.js";
import { blobEnd, blobHead, blobLine } from "../run/shards/blob.js";

export const blobName = "blob";

/** @returns the format, and the function that the run must call for each file. */
export function openBlobFormat({ shard }: RunRequest): { format: Format; record: NonNullable<RunRequest["record"]> } {
  let waiting = blobHead(version, shard);
  const take = () => {
    const text = waiting;
    waiting = "";
    return text;
  };
  return {
    record(file) {
      waiting += blobLine(file);
    },
    format: () => ({
      file: take,
      // Without an end, an interrupted run is known as incomplete.
      end: ({ images, links, notes, interrupted }) => take() + (interrupted ? "" : blobEnd({ images, links, notes })),
    }),
  };
}
