/** Steps of a JSON Pointer (RFC 6901): as they are written in one, and, in the fragment of a URI, its section 6. */

export const escapeStep = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
export const unescapeStep = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
export const escapeInUri = (name: string): string => encodeURIComponent(escapeStep(name));
