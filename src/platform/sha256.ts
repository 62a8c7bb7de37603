import { createHash } from "node:crypto";

/** The SHA-256 of bytes, or of text in UTF-8, in hexadecimal digits. */
export const sha256Of = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
