/**
 * Content-Encoding. stet does not request compression, but some servers compress anyway. An incomplete stream is
 * decompressed as far as possible.
 */
import { pipeline, type Readable, Transform, type TransformCallback } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
const inflating = { finishFlush: Z_SYNC_FLUSH };

const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ["gzip", () => createGunzip(inflating)],
  ["x-gzip", () => createGunzip(inflating)],
  ["deflate", () => new Inflation()],
  ["br", () => createBrotliDecompress({ finishFlush: BROTLI_OPERATION_FLUSH })],
]);

/** Other values (`aws-chunked`, `utf-8`) are server errors. Like browsers, stet reads the bytes unchanged. */
const undecodable = new Set(["zstd", "compress", "x-compress", "dcb", "dcz"]);

/** Encodings on top of each other. No real server applies more. */
const mostEncodings = 4;

/** The encodings of a header, in the order in which the server applied them. */
export const encodingsOf = (header: string | undefined): string[] =>
  (header ?? "")
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "");

/** Whether stet can undo these encodings. */
export const isReadable = (encodings: readonly string[]): boolean =>
  encodings.length <= mostEncodings && !encodings.some((encoding) => undecodable.has(encoding));

/** Whether the length of the response is not that of the file. */
export const isCompressed = (encodings: readonly string[]): boolean =>
  encodings.some((encoding) => decoders.has(encoding));

/** Undoes the encodings, the last one first. */
export function decompressed(stream: Readable, encodings: readonly string[]): AsyncIterable<Uint8Array> {
  let decoded = stream;
  for (const encoding of encodings.toReversed()) {
    const decoder = decoders.get(encoding)?.();
    if (!decoder) continue;
    decoded = pipeline(
      decoded,
      decoder.on("error", () => {}),
      () => {},
    );
  }
  return decoded;
}

/** `deflate` with the header of zlib, as it should be, or without, as some servers send it. Browsers read both. */
class Inflation extends Transform {
  #inflate: Transform | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (!this.#inflate) {
      const hasHeader = ((chunk[0] ?? 0) & 15) === 8;
      this.#inflate = hasHeader ? createInflate(inflating) : createInflateRaw(inflating);
      this.#inflate.on("data", (data) => this.push(data));
      this.#inflate.on("error", (error) => this.destroy(error));
    }
    this.#inflate.write(chunk, () => done());
  }

  override _flush(done: TransformCallback): void {
    if (!this.#inflate) {
      done();
      return;
    }
    this.#inflate.on("end", () => done());
    this.#inflate.end();
  }
}
