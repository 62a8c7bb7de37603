/**
 * The tokens of TOML (https://toml.io/en/v1.1.0), also of TOML that no parser accepts: what looks for comments, for
 * places and for defects agrees on where strings end.
 */

export interface TomlToken {
  /** `name`: a bare key or a part of a plain value. `sign`: any other character. */
  readonly kind: "string" | "comment" | "newline" | "space" | "name" | "sign";
  readonly start: number;
  readonly end: number;
  /** Whether a string has its closing quotes. */
  readonly isClosed: boolean;
}

/**
 * Up to two quotes right before the closing three belong to the string, so these are up to five. The groups are the
 * closing quotes. The expression always matches, and so never goes back.
 */
const piece = new RegExp(
  [
    /"""(?:[^"\\]+|\\[\s\S]?|"{1,2}(?!"))*("{3,5})?/,
    /'''(?:[^']+|'{1,2}(?!'))*('{3,5})?/,
    /"(?:[^"\\\n]+|\\[^\n]?)*(")?/,
    /'[^'\n]*(')?/,
    /#[^\r\n]*/,
    /[ \t\r]+/,
    /[\w-]+/,
    /[\s\S]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "y",
);

/** The token that begins at an offset within the text. */
export function tomlTokenAt(source: string, start: number): TomlToken {
  piece.lastIndex = start;
  const [written = "", ...closing] = piece.exec(source) ?? [];
  const isClosed = closing.some((quotes) => quotes !== undefined);
  return { kind: kindOf(written), start, end: start + written.length, isClosed };
}

function kindOf(written: string): TomlToken["kind"] {
  if (/^["']/.test(written)) return "string";
  if (written.startsWith("#")) return "comment";
  if (written === "\n") return "newline";
  if (/^[ \t\r]/.test(written)) return "space";
  return /^[\w-]/.test(written) ? "name" : "sign";
}

/** All tokens, in order and without gaps. */
export function* tomlTokens(source: string): Generator<TomlToken> {
  for (let at = 0; at < source.length; ) {
    const token = tomlTokenAt(source, at);
    yield token;
    at = token.end;
  }
}
