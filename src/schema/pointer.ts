/** JSON Pointers (RFC 6901), plain and as URI fragments (RFC 6901, section 6). */
import type { Path } from "../article/types.js";

export const escapeStep = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
export const unescapeStep = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
export const escapeInUri = (name: string): string => encodeURIComponent(escapeStep(name));

/** A JSON Pointer as a path. Steps into lists are numbers. */
export function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let parent = data;
  for (const step of pointer.split("/").slice(1)) {
    const name = unescapeStep(step);
    path.push(Array.isArray(parent) ? Number(name) : name);
    parent = (parent as Record<string, unknown> | undefined | null)?.[name];
  }
  return path;
}

/** A JSON Pointer; in a URI, its fragment (RFC 6901, section 6). */
export const pointerOf = (steps: Path, inUri = true): string =>
  steps.map((step) => `/${inUri ? escapeInUri(String(step)) : escapeStep(String(step))}`).join("");
