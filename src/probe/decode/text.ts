import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, NeedMore, type Size } from "./bytes.js";
import { checkSvg, findRoot, isSvgName, svgSize } from "./svg.js";

export interface TextFile {
  readonly type: string;
  /** For `image/svg+xml`. */
  readonly size: Size | undefined;
}

/**
 * The type of a text: SVG, HTML, other XML, JSON, or plain text; `undefined` if the bytes are not text. May throw
 * `NeedMore` and `Damaged`.
 *
 * @param complete the bytes are the whole file, and an SVG is checked as a whole.
 */
export function readText(bytes: Bytes, complete: boolean): TextFile | undefined {
  const { data } = bytes;
  const encoding = encodingOf(data);
  const text = new TextDecoder(encoding).decode(data);
  // https://mimesniff.spec.whatwg.org/#binary-data-byte
  if (/[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text.slice(0, 1024))) return undefined;
  let root: ReturnType<typeof findRoot>;
  try {
    root = findRoot(text);
  } catch (thrown) {
    if (!(thrown instanceof NeedMore)) throw thrown;
    // A page of which nothing but the doctype came: https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
    if (complete && /^\s*<!doctype html[\s>]/i.test(text)) return { type: "text/html", size: undefined };
    throw new NeedMore(data.length + 1);
  }
  if (!root) {
    // Bytes that are neither UTF-8 nor markup are probably not text. (The last character may be incomplete.)
    if (data.length === 0 || text.slice(0, -1).includes("\ufffd")) return undefined;
    return { type: /^\s*[{[]/.test(text.slice(0, 200)) ? "application/json" : "text/plain", size: undefined };
  }
  if (isSvgName(root.name)) {
    if (!isIn(encoding, data, complete))
      throw new Damaged(t("probe.decode.svg.encoding", "the text is not UTF-8, so browsers do not show it"));
    checkSvg(text, complete);
    return { type: "image/svg+xml", size: svgSize(root) };
  }
  return { type: root.xml && !/^html$/i.test(root.name) ? "text/xml" : "text/html", size: undefined };
}

const encodingOf = (data: Uint8Array): string =>
  data[0] === 0xff && data[1] === 0xfe ? "utf-16le" : data[0] === 0xfe && data[1] === 0xff ? "utf-16be" : "utf-8";

/** Whether all bytes are characters of the encoding. The last one may be cut if the file is not complete. */
function isIn(encoding: string, data: Uint8Array, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(data, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}
