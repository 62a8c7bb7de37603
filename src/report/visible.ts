/**
 * Control characters, bidirectional controls, line separators, noncharacters, and all that is invisible: fillers, joiners,
 * tag characters and the variation selectors beyond those of emoji, in which whole texts can be hidden.
 */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|[\u180b-\u180f]|\p{Cs}/gu;

/** Text that CI systems interpret as a command anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const commandAnywhere = /##(?=[a-z]*\[)/gi;

/** Text that has nothing of this, as most names and messages: one search instead of three. */
const plain = /^[!"$-9;-~][ -"$-~]*$/;

/**
 * Text from articles and servers for safe output. Unprintable characters appear as `\u{..}`, so that they cannot move
 * the cursor, hide or reorder text, or start a new line. The same applies to one character of each CI command, both at
 * the beginning of a line (`::error::`, also after spaces) and anywhere.
 */
export const visible = (text: string): string =>
  plain.test(text)
    ? text
    : text
        .replace(unprintable, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
        .replace(commandAnywhere, "#\\u{23}")
        .replace(/^(\s*):(?=:)/, "$1\\u{3a}");

/** Lines of text from plugins, as `visible`. */
export const visibleLines = (text: string): string => text.split("\n").map(visible).join("\n");

const jsonEscape = (char: string): string =>
  char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/**
 * JSON of the same value that is safe to print: unsafe characters are written as `\u....`.
 *
 * @param indent as for `JSON.stringify`; its line breaks stay.
 */
export const visibleJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent)
    .replace(unprintable, (char) => (char === "\n" && indent !== undefined ? char : jsonEscape(char)))
    .replace(commandAnywhere, "#\\u0023");
