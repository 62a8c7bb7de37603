/**
 * Content-Encoding. stet does not request compression, but some servers compress anyway. An incomplete stream is
 * decompressed as far as possible.
 */
import { pipeline, type Readable, Transform, type TransformCallback } from "node:stream";
import { constants, createBrotliDecompress, createInflate, createInflateRaw } from "node:zlib";

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
const inflating = { finishFlush: Z_SYNC_FLUSH };

const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ["gzip", () => new Gunzipping()],
  ["x-gzip", () => new Gunzipping()],
  ["deflate", () => new Inflation()],
  ["br", () => createBrotliDecompress({ finishFlush: BROTLI_OPERATION_FLUSH })],
]);

/**
 * Other values (`aws-chunked`, `utf-8`) are server errors. Like browsers, stet then reads the bytes unchanged, whatever the
 * other encodings are.
 */
const undecodable = new Set(["zstd", "compress", "x-compress", "dcb", "dcz"]);

/** Encodings on top of each other. No real server applies more. */
const mostEncodings = 4;

/** The encodings of a header, in the order in which the server applied them. */
export const encodingsOf = (header = ""): string[] =>
  header.trim() === "" ? [] : header.split(",").map((part) => part.trim().toLowerCase());

/** Whether stet can undo these encodings. */
export const isReadable = (encodings: readonly string[]): boolean =>
  encodings.length <= mostEncodings && !encodings.some((encoding) => undecodable.has(encoding));

/** Whether the length of the response is not that of the file. */
export const isCompressed = (encodings: readonly string[]): boolean =>
  encodings.length > 0 && encodings.every((encoding) => decoders.has(encoding));

/** Undoes the encodings, the last one first. */
export function decompressed(stream: Readable, encodings: readonly string[]): AsyncIterable<Uint8Array> {
  let decoded = stream;
  if (!isCompressed(encodings)) return decoded;
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

/**
 * `gzip` without its checksum, and without what follows it: browsers do not mind if these are wrong. zlib would refuse all
 * that it has decompressed.
 */
class Gunzipping extends Transform {
  readonly #inflate: Transform = createInflateRaw(inflating);
  /** Until the header is complete. */
  #start: Buffer | undefined = Buffer.alloc(0);

  constructor() {
    super();
    this.#inflate.on("data", (data) => this.push(data));
    this.#inflate.on("error", (error) => this.destroy(error));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let data = chunk;
    if (this.#start) {
      this.#start = Buffer.concat([this.#start, chunk]);
      const header = gzipHeader(this.#start);
      if (header === "none" || this.#start.length > mostGzipHeader) {
        done(Object.assign(new Error("incorrect header check"), { code: "Z_DATA_ERROR" }));
        return;
      }
      if (header === "more") {
        done();
        return;
      }
      data = this.#start.subarray(header);
      this.#start = undefined;
    }
    // After the end of the data, zlib takes nothing more.
    if (this.#inflate.readableEnded || this.#inflate.writableEnded) done();
    else this.#inflate.write(data, () => done());
  }

  override _flush(done: TransformCallback): void {
    this.#inflate.on("end", () => done());
    this.#inflate.end();
  }
}

/** Bytes of the header of gzip, with the name of the file and a comment. */
const mostGzipHeader = 65_536;

/** The length of the header (RFC 1952, section 2.3). */
function gzipHeader(bytes: Buffer): number | "more" | "none" {
  if (bytes.length < 10) return [0x1f, 0x8b, 8].some((byte, at) => (bytes[at] ?? byte) !== byte) ? "none" : "more";
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return "none";
  const flags = bytes[3] as number;
  let at = 10;
  if (flags & 4) at += 2 + (bytes.length < 12 ? 0 : bytes.readUInt16LE(10));
  // The name and the comment end with a zero.
  for (const flag of [8, 16])
    if (flags & flag) {
      const end = bytes.indexOf(0, at);
      if (end < 0) return "more";
      at = end + 1;
    }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : "more";
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
