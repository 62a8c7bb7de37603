import { type Bytes, NeedMore, type Size } from "./bytes.js";
import { findRoot, svgSize } from "./svg.js";

export interface TextFile {
  readonly type: string;
  /** For `image/svg+xml`. */
  readonly size: Size | undefined;
}

/**
 * The type of a text: SVG, HTML, other XML, JSON, or plain text; `undefined` if the bytes are not text. May throw
 * `NeedMore` and `Damaged`.
 */
export function readText(bytes: Bytes): TextFile | undefined {
  const { data } = bytes;
  const text = decodeText(data);
  if (text === undefined) return undefined;
  let root: ReturnType<typeof findRoot>;
  try {
    root = findRoot(text);
  } catch (thrown) {
    throw thrown instanceof NeedMore ? new NeedMore(data.length + 1) : thrown;
  }
  if (!root) {
    // Bytes that are neither UTF-8 nor markup are probably not text. (The last character may be incomplete.)
    if (data.length === 0 || text.slice(0, -1).includes("\ufffd")) return undefined;
    return { type: /^\s*[{[]/.test(text.slice(0, 200)) ? "application/json" : "text/plain", size: undefined };
  }
  // The namespace prefix is arbitrary: `<svg:svg xmlns:svg="...">`.
  if (/^(.*:)?svg$/.test(root.name)) return { type: "image/svg+xml", size: svgSize(root) };
  return { type: root.xml && !/^html$/i.test(root.name) ? "text/xml" : "text/html", size: undefined };
}

/** `undefined` if the data contains binary bytes (https://mimesniff.spec.whatwg.org/#binary-data-byte). */
function decodeText(data: Uint8Array): string | undefined {
  const encoding =
    data[0] === 0xff && data[1] === 0xfe ? "utf-16le" : data[0] === 0xfe && data[1] === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(data);
  return /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text.slice(0, 1024)) ? undefined : text;
}
