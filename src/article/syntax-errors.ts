/** Tags whose attributes are uncertain. */
import type { Body, Range } from "./types.js";

/** Syntax errors that do not make it uncertain where an attribute ends. */
const certainErrors = new Set(["duplicate-attribute", "non-void-html-element-start-tag-with-trailing-solidus"]);

/**
 * Whether a start tag has a syntax error, such as a missing quotation mark: then its attributes may not be what the author
 * wrote. html/parse-error reports it.
 */
export const hasSyntaxError = ({ parseErrors }: Body, { start, end }: Range): boolean =>
  parseErrors.some(({ code, range }) => start <= range.start && range.start < end && !certainErrors.has(code));
