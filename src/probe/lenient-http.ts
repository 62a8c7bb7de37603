/**
 * Reads an HTTP/1 response as browsers do, which show many that break the rules: lines that end in LF alone, status lines
 * without a version, headers with odd characters, lengths that are stated twice. Used after undici has refused one.
 */
import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { t } from "../platform/i18n.js";
import { failure, ProbeStop } from "./evidence.js";

/** Bytes of all headers of a response, with those of provisional responses and trailers; Chromium reads as many. */
const mostHeaderBytes = 256 * 1024;
/** Bytes before the status line that Chromium skips. */
const mostJunkBytes = 4;
/** Provisional responses (1xx) before the real one. Chromium has no limit. */
const mostProvisional = 100;

interface LenientRequest {
  readonly url: URL;
  readonly method: "HEAD" | "GET";
  readonly headers: Readonly<Record<string, string>>;
  /** Emits "abort" when the response is no longer needed. `reason`: why. */
  readonly signal: EventEmitter & { readonly reason?: Error | undefined };
  /** Milliseconds without a byte. */
  readonly timeout: number;
}

export interface LenientResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Readable;
}

/** Sends the request on a new connection, and closes it after the response. */
export async function requestLeniently(
  socket: Socket,
  { url, method, headers, signal, timeout }: LenientRequest,
): Promise<LenientResponse> {
  const abort = () => socket.destroy(signal.reason);
  signal.once("abort", abort);
  socket.once("close", () => signal.off("abort", abort));
  socket.setTimeout(timeout, () =>
    socket.destroy(Object.assign(new Error("timeout"), { code: "UND_ERR_HEADERS_TIMEOUT" })),
  );
  // A cookie may come from a server that hides a line break in it.
  const lines = Object.entries({ host: url.host, connection: "close", ...headers }).map(([name, value]) => [
    name,
    value.replace(/[\r\n\0]/g, ""),
  ]);
  socket.write(
    `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    "latin1",
  );
  const input = new Input(socket);
  try {
    for (let count = 0; count <= mostProvisional; count++) {
      const head = await readHead(input);
      if (head.status >= 100 && head.status < 200 && head.status !== 101) continue;
      const isBare = method === "HEAD" || head.status === 204 || head.status === 304;
      const body = Readable.from(bodyOf(input, isBare ? 0 : lengthOf(head.headers), socket), { objectMode: false });
      return { statusCode: head.status, headers: known(head.headers), body };
    }
    throw invalid(t("probe.http.provisional", "no final status"));
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

const invalid = (message: string): ProbeStop =>
  new ProbeStop(
    failure("odd-response", t("probe.invalidHttp", "the response is not valid HTTP ({message})", { message })),
  );

interface Head {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string[]>;
}

async function readHead(input: Input): Promise<Head> {
  const text = await input.headers();
  if (text.includes("\0")) throw invalid(t("probe.http.nul", "a NUL character in the headers"));
  const [first = "", ...rest] = text.split("\n").map(withoutReturns);
  const start = first.toLowerCase().indexOf("http");
  if (start < 0 || start > mostJunkBytes) throw invalid(t("probe.http.statusLine", "no status line"));
  // Without a number, browsers assume success.
  const [, status = "200"] = /^http\S*\s+(\d{1,9})/i.exec(first.slice(start)) ?? [];
  const lines: string[] = [];
  for (const line of rest) {
    if (!/^[ \t]/.test(line)) lines.push(line);
    // A line that continues the one before.
    else if (lines.length > 0) lines.push(`${lines.pop()} ${line.trim()}`);
  }
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]*):(.*)$/s.exec(line) ?? [];
    const key = name.trim().toLowerCase();
    // Lines that are not headers are skipped.
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key)) continue;
    const values = headers.get(key);
    if (values) values.push(value.trim());
    else headers.set(key, [value.trim()]);
  }
  return { status: Number(status), headers };
}

/** Not by a pattern, which would take quadratic time for returns within the line. */
function withoutReturns(line: string): string {
  let end = line.length;
  while (line[end - 1] === "\r") end--;
  return line.slice(0, end);
}

/** The length of the body, `chunked`, or `undefined` if it ends with the connection. */
function lengthOf(headers: Head["headers"]): number | "chunked" | undefined {
  if (headers.get("transfer-encoding")?.some((value) => value.toLowerCase() === "chunked")) return "chunked";
  const lengths = statedLengths(headers);
  if (lengths.length > 1) throw invalid(t("probe.http.lengths", "two different lengths"));
  return validLength(headers);
}

/** The lengths as written, each once. */
const statedLengths = (headers: Head["headers"]): string[] => [
  ...new Set((headers.get("content-length") ?? []).flatMap((value) => value.split(",")).map((value) => value.trim())),
];

function validLength(headers: Head["headers"]): number | undefined {
  const [length = ""] = statedLengths(headers);
  return /^\+?\d{1,15}$/.test(length) ? Number(length) : undefined;
}

/** The headers, with one length if it is valid. */
function known(headers: Head["headers"]): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = Object.fromEntries(headers);
  const length = validLength(headers);
  delete all["content-length"];
  return { ...all, ...(length !== undefined && { "content-length": String(length) }) };
}

async function* bodyOf(
  input: Input,
  length: number | "chunked" | undefined,
  socket: Socket,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    if (length === undefined) yield* input.rest();
    else if (length !== "chunked") yield* input.take(length);
    else
      for (;;) {
        const line = (await input.line()).replace(/;.*$/s, "").trimEnd();
        const size = /^[0-9a-f]{1,8}$/i.test(line) ? Number.parseInt(line, 16) : undefined;
        if (size === undefined) throw invalid(t("probe.http.chunk", "a chunk without a size"));
        if (size === 0) {
          // The trailers.
          while ((await input.trailer()) !== "");
          return;
        }
        yield* input.take(size);
        if ((await input.line()) !== "") throw invalid(t("probe.http.chunkEnd", "a chunk of another size than stated"));
      }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "UND_ERR_SOCKET"
      ? invalid(t("probe.http.early", "it ends too early"))
      : error;
  } finally {
    socket.destroy();
  }
}

/** The bytes of a connection. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);
  /** Where `#buffer` is, with room for more at the end. `#end` is the end of `#buffer` in it. */
  #storage: Buffer = this.#buffer;
  #end = 0;
  #headerBytes = 0;

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** Whether there was another byte. */
  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#append(next.value);
    return true;
  }

  /** Copies each byte a bounded number of times, also of a server that sends them one by one. */
  #append(chunk: Buffer): void {
    const kept = this.#buffer.length;
    if (kept === 0) {
      this.#storage = chunk;
      this.#end = 0;
    } else if (this.#end + chunk.length > this.#storage.length) {
      this.#storage = Buffer.allocUnsafe(2 * (kept + chunk.length));
      this.#buffer.copy(this.#storage);
      this.#end = kept;
    }
    if (kept > 0) chunk.copy(this.#storage, this.#end);
    this.#end += chunk.length;
    this.#buffer = this.#storage.subarray(this.#end - kept - chunk.length, this.#end);
  }

  async #demand(): Promise<void> {
    if (!(await this.#more())) throw Object.assign(new Error("closed"), { code: "UND_ERR_SOCKET" });
  }

  #cut(length: number): Buffer {
    const part = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return part;
  }

  #cutHeader(length: number): Buffer {
    this.#headerBytes += length;
    this.#limitHeaders(0);
    return this.#cut(length);
  }

  /** @param waiting bytes that belong to headers and are not cut yet. */
  #limitHeaders(waiting: number): void {
    if (this.#headerBytes + waiting > mostHeaderBytes)
      throw new ProbeStop(failure("odd-response", t("probe.longHeaders", "the response headers are too long")));
  }

  /** Up to the empty line, as Latin-1. */
  async headers(): Promise<string> {
    // Empty lines before the status line are skipped.
    for (;;) {
      const start = this.#buffer.findIndex((byte) => byte !== 13 && byte !== 10);
      this.#cutHeader(start < 0 ? this.#buffer.length : start);
      if (start >= 0) break;
      await this.#demand();
    }
    let seen = 0;
    for (;;) {
      for (let at = this.#buffer.indexOf(10, seen); at >= 0; at = this.#buffer.indexOf(10, at + 1)) {
        const isEnd = this.#buffer[at + 1] === 10 || (this.#buffer[at + 1] === 13 && this.#buffer[at + 2] === 10);
        if (!isEnd) continue;
        const text = this.#cutHeader(at).toString("latin1");
        this.#cut(this.#buffer[1] === 10 ? 2 : 3);
        return text;
      }
      this.#limitHeaders(this.#buffer.length);
      seen = Math.max(0, this.#buffer.length - 3);
      await this.#demand();
    }
  }

  /** A line of the trailers. */
  async trailer(): Promise<string> {
    const line = await this.line();
    this.#headerBytes += line.length;
    this.#limitHeaders(0);
    return line;
  }

  async line(): Promise<string> {
    for (let seen = 0; ; ) {
      const at = this.#buffer.indexOf(10, seen);
      if (at >= 0)
        return this.#cut(at + 1)
          .toString("latin1")
          .replace(/\r?\n$/, "");
      if (this.#buffer.length > mostHeaderBytes) throw invalid(t("probe.http.chunk", "a chunk without a size"));
      seen = this.#buffer.length;
      await this.#demand();
    }
  }

  async *take(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#buffer.length === 0) await this.#demand();
      const part = this.#cut(Math.min(left, this.#buffer.length));
      left -= part.length;
      yield part;
    }
  }

  async *rest(): AsyncGenerator<Buffer> {
    do {
      if (this.#buffer.length > 0) yield this.#cut(this.#buffer.length);
    } while (await this.#more());
  }
}
