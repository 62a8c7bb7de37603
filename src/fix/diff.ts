import { createTwoFilesPatch } from "diff";

/** A unified diff for `git apply` and `patch -p1`; `""` if the texts are equal. `path` is relative, with `/`. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch(quoted(`a/${path}`), quoted(`b/${path}`), before, after, undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  return patch.endsWith("\n") ? patch : `${patch}\n`;
}

/**
 * Quotes names with control characters, quotes or backslashes like git does (with core.quotePath off, so CJK stays
 * readable).
 */
function quoted(name: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name;
  const escapes: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
  const text = name.replace(
    /["\\\u0000-\u001f\u007f]/g,
    (char) => escapes[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return `"${text}"`;
}
