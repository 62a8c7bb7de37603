/** Checks, before parsing, how deep YAML is nested: the parser is recursive. */
import { Lexer } from "yaml";
import { maxDepth } from "./reading.js";

/** A cheap check before `firstTooDeep`: counts brackets, and the indicators that nest on one line. */
export function mayBeTooDeep(source: string): boolean {
  let open = 0;
  let indicators = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source.charCodeAt(i);
    if (char === 0x5b || char === 0x7b) open++;
    else if (char === 0x0a) indicators = 0;
    else if ((char === 0x2d || char === 0x3f || char === 0x3a) && /\s/.test(source[i + 1] ?? "")) indicators++;
    if (open > maxDepth || indicators > maxDepth) return true;
  }
  return false;
}

/** The offset where flow collections or compact block collections are nested too deep, found from the tokens alone. */
export function firstTooDeep(source: string): number | undefined {
  let flow = 0;
  let compact = 0;
  let at = 0;
  for (const token of new Lexer().lex(source)) {
    if (token === "[" || token === "{") flow++;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (token === "\n" || token === "\r\n") compact = 0;
    else if (flow === 0 && (token === "-" || token === "?" || token === ":")) compact++;
    if (flow > maxDepth || compact > maxDepth) return at;
    // Control characters are marks of the lexer, and not in the text.
    if (!/^[\x02\x18\x1f]$/.test(token)) at += token.length;
  }
  return undefined;
}
