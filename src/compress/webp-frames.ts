/** Counts the frames of an animated WebP (https://developers.google.com/speed/webp/docs/riff_container). */

/**
 * @param enough after more frames than that, no more are counted.
 * @returns 0 if the file is no WebP, or no animation.
 */
export function framesOfWebp(bytes: Uint8Array, enough: number): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WEBP") return 0;
  let frames = 0;
  for (let at = 12; at + 8 <= file.length && frames <= enough; ) {
    if (file.toString("latin1", at, at + 4) === "ANMF") frames++;
    const size = file.readUInt32LE(at + 4);
    // A chunk of an odd size has a byte more.
    at += 8 + size + (size % 2);
  }
  return frames;
}
