/** Control characters, bidirectional controls, invisible characters and line separators. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** Text that CI systems interpret as a command anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const commandAnywhere = /##(?=[a-z]*\[)/gi;

/**
 * Text from articles and servers for safe output. Unprintable characters appear as `\u{..}`, so that they cannot move
 * the cursor, hide or reorder text, or start a new line. The same applies to one character of each CI command, both at
 * the beginning of a line (`::error::`, also after spaces) and anywhere.
 */
export const visible = (text: string): string =>
  text
    .replace(unprintable, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(commandAnywhere, "#\\u{23}")
    .replace(/^(\s*):(?=:)/, "$1\\u{3a}");

/** JSON of the same value that is safe to print: unsafe characters are written as `\u....`. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(commandAnywhere, "#\\u0023");
