/** Any value as text. A mapping of YAML or TOML has no prototype, so `String` throws for it. */
export const anyText = (value: unknown): string =>
  typeof value !== "object" || value === null || value instanceof Date
    ? String(value)
    : Array.isArray(value)
      ? value.map(anyText).join(",")
      : "[object Object]";
