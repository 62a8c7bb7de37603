/** Elements around a short text that only makes sense in them. */
export const labels: ReadonlySet<string> = new Set(["rt", "rp", "caption", "figcaption", "legend", "summary"]);
