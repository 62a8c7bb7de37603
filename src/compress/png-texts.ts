/** Text in a PNG: descriptions, and the settings of programs. */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const texts = new Set(["tEXt", "zTXt", "iTXt"]);

/**
 * A PNG without its texts, which nobody sees. libpng decompresses each of them whenever the file is opened, and a few
 * kilobytes may become many megabytes. Any other file is returned as it is.
 */
export function withoutTexts(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!file.subarray(0, signature.length).equals(signature)) return bytes;
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = signature.length; at + 8 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (texts.has(file.toString("latin1", at + 4, at + 8))) {
      parts.push(file.subarray(kept, at));
      kept = end;
    }
    at = end;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, file.subarray(kept)]);
}
