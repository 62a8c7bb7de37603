import { createScanner } from "jsonc-parser";

/** The brackets of JSON from `start` on, without those in strings and comments; the text need not be valid. */
export function* jsonBrackets(text: string, start: number): Generator<{ readonly char: string; readonly at: number }> {
  const scanner = createScanner(text, true);
  scanner.setPosition(start);
  for (;;) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    const char = text[at];
    if (char === undefined) return;
    if (char === "{" || char === "[" || char === "}" || char === "]") yield { char, at };
  }
}
