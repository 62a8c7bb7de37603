/** The parser for JavaScript with JSX, loaded on demand: an article with simple expressions does not need it. */
import { createRequire } from "node:module";
import type { Parser } from "acorn";

const require = createRequire(import.meta.url);

let parser: typeof Parser | undefined;

/** acorn with JSX. Its syntax is that of MDX's compiler. */
export function javaScriptParser(): typeof Parser {
  parser ??= (require("acorn") as typeof import("acorn")).Parser.extend(
    (require("acorn-jsx") as typeof import("acorn-jsx"))(),
  );
  return parser;
}

/** What acorn throws. `raisedAt` is how far it has read; without it the stack has overflowed. */
export interface JavaScriptError {
  readonly message: string;
  readonly pos?: number;
  readonly raisedAt?: number;
}

/** The message without the position at its end. */
export const messageOf = ({ message }: JavaScriptError): string => message.replace(/ \(\d+:\d+\)$/, "");
