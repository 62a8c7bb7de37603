/** URI references between schemas. */
import { fileURLToPath } from "node:url";

export function resolve(reference: unknown, base: string): string | undefined {
  if (typeof reference !== "string") return undefined;
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

export function toPath(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

export const withoutHash = (uri: string): string => uri.replace(/#.*$/s, "");

export function split(uri: string): [target: string, fragment: string] {
  const at = uri.indexOf("#");
  return at < 0 ? [uri, ""] : [uri.slice(0, at), uri.slice(at)];
}

/** Meta-schemas require URIs without spaces and CJK characters. Existing escapes are preserved. */
export const encode = (reference: string): string => reference.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
