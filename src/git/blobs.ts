/** Reads the contents of blobs with a single git process. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { t } from "../platform/i18n.js";
import { type GitCall, noGit, startGit } from "./command.js";

/** `bytes`: `undefined` for a blob that is larger than the limit. */
export interface Blob {
  readonly size: number;
  readonly bytes: Buffer | undefined;
}

interface Question {
  readonly id: string;
  readonly most: number;
  resolve(blob: Blob): void;
  reject(error: Error): void;
}

/** `git cat-file --batch`: one request per line on its input, responses in the same order. */
export class Blobs {
  readonly #call: Omit<GitCall, "input">;
  #child: ChildProcessWithoutNullStreams | undefined;
  #open: Question[] = [];
  #head: Buffer = Buffer.alloc(0);
  /** The blob that is being received. */
  #body: Body | undefined;
  #isClosed = false;

  constructor(call: Omit<GitCall, "input">) {
    this.#call = call;
  }

  /**
   * @param most bytes; the content of a larger blob is not kept in memory.
   * @throws Error if git does not have the blob and, in a partial clone, cannot fetch it.
   */
  read(id: string, most: number): Promise<Blob> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new Error("the run has ended");
      this.#open.push({ id, most, resolve, reject });
      this.#start().stdin.write(`${id}\n`);
    });
  }

  /** Ends the process. No more requests follow. */
  close(): void {
    this.#isClosed = true;
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #start(): ChildProcessWithoutNullStreams {
    if (this.#child) return this.#child;
    const child = startGit(["cat-file", "--batch"], this.#call);
    this.#child = child;
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2000);
    });
    child.stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
    child.stdin.on("error", () => {});
    child.on("error", (error) => this.#fail(child, noGit(error)));
    child.on("close", () => {
      const words = said
        .trim()
        .split("\n")
        .at(-1)
        ?.replace(/^(?:fatal|error): /, "");
      this.#fail(child, new Error(words || t("git.catFileEnded", "git cat-file ended unexpectedly")));
    });
    return child;
  }

  /** Rejects the open requests of this process. The next request starts a new process. */
  #fail(child: ChildProcessWithoutNullStreams, error: Error): void {
    if (this.#child === child) this.#child = undefined;
    else if (this.#child) return;
    const open = this.#open;
    this.#open = [];
    this.#head = Buffer.alloc(0);
    this.#body = undefined;
    for (const { reject } of open) reject(error);
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#body ? this.#receiveBody(rest, this.#body) : this.#receiveHead(rest);
  }

  #receiveHead(chunk: Buffer): Buffer {
    const end = chunk.indexOf(0x0a);
    if (end === -1) {
      this.#head = Buffer.concat([this.#head, chunk]);
      return Buffer.alloc(0);
    }
    const [, type, size] = Buffer.concat([this.#head, chunk.subarray(0, end)])
      .toString()
      .split(" ");
    this.#head = Buffer.alloc(0);
    if (type === "missing") {
      const request = this.#open.shift();
      request?.reject(new Error(t("git.noObject", "Git does not have the object {id}", { id: request.id })));
    } else this.#body = { size: Number(size), chunks: [], left: Number(size) + 1 };
    return chunk.subarray(end + 1);
  }

  /** Reads up to and including the line break after the content. */
  #receiveBody(chunk: Buffer, body: Body): Buffer {
    const part = chunk.subarray(0, body.left);
    body.left -= part.length;
    const fits = body.size <= (this.#open[0]?.most ?? 0);
    if (fits) body.chunks.push(part);
    if (body.left === 0) {
      this.#body = undefined;
      const bytes = fits ? Buffer.concat(body.chunks).subarray(0, body.size) : undefined;
      this.#open.shift()?.resolve({ size: body.size, bytes });
    }
    return chunk.subarray(part.length);
  }
}

interface Body {
  readonly size: number;
  readonly chunks: Buffer[];
  left: number;
}
