/**
 * The frames of the protocol on standard input: a header with the length of the message, an empty line, and the message. The
 * library for the protocol waits for ever behind a header that it cannot read, and searches all that has arrived again with
 * each part of an endless one.
 */
import { Transform } from "node:stream";
import { t } from "../platform/i18n.js";

/** Bytes of a header. An editor sends less than a hundred. */
const mostHeaderBytes = 4096;
/** Bytes of a message. Documents of more than a million characters are not linted. */
const mostMessageBytes = 100_000_000;
/** Characters of a header in an error. */
const shownCharacters = 100;

/** What the editor sends has no frames: there is no way to find the next message. */
export class BrokenFrame extends Error {
  override readonly name = "BrokenFrame";
}

/** Passes what it gets on, in whole frames or parts of them. Emits an error, a `BrokenFrame`, at a header that is none. */
export function frameCheck(): Transform {
  let header = "";
  /** Bytes of the message that are still to come; `undefined` in a header. */
  let left: number | undefined;

  /** @returns how many of the bytes belong to the header. */
  const readHeader = (chunk: Buffer, from: number): number => {
    const before = header.length;
    header += chunk.toString("latin1", from, from + mostHeaderBytes + 1 - before);
    const end = header.indexOf("\r\n\r\n");
    if (end === -1) {
      // The protocol asks for CR LF: the header of a program that only sends LF would never end.
      const isHopeless = !/^[a-z]/i.test(header) || header.includes("\n\n");
      if (isHopeless || header.length > mostHeaderBytes) throw broken(header);
      return header.length - before;
    }
    left = lengthIn(header.slice(0, end));
    header = "";
    return end + 4 - before;
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length; ) {
          if (left === undefined) at += readHeader(chunk, at);
          else {
            const now = Math.min(left, chunk.length - at);
            left -= now;
            at += now;
          }
          if (left === 0) left = undefined;
        }
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** @throws BrokenFrame */
function lengthIn(header: string): number {
  const lines = header.split("\r\n").map((line) => /^([\w-]+):[ \t]*(.*)$/.exec(line));
  const lengths = lines.flatMap((line) => (line?.[1]?.toLowerCase() === "content-length" ? [line[2] ?? ""] : []));
  const [length = ""] = lengths;
  const isWhole = lines.every((line) => line !== null) && lengths.length === 1 && /^\d{1,10}[ \t]*$/.test(length);
  if (!isWhole) throw broken(header);
  if (Number(length) <= mostMessageBytes) return Number(length);
  throw new BrokenFrame(
    t("lsp.longMessage", "A message of {bytes} bytes is longer than a message may be ({limit}).", {
      bytes: length.trim(),
      limit: mostMessageBytes,
    }),
  );
}

const broken = (header: string): BrokenFrame =>
  new BrokenFrame(
    t(
      "lsp.brokenFrame",
      'Expected a message of an editor, which begins with "Content-Length: …", but got "{header}".',
      {
        header: header.slice(0, shownCharacters),
      },
    ),
  );
