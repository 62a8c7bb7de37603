/** placeholder until the Markdown reader stands */
import type { Range } from "../types.js";
export interface MarkdownReference {
  readonly kind: "image" | "link" | "autolink" | "definition";
  readonly url: string;
  readonly range: Range;
  readonly urlRange: Range;
  readonly quote: "<" | "";
  readonly label: string;
}
