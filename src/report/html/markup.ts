/** HTML in which all inserted values are escaped, unless they were created here. */
import { grouped } from "../count.js";
import { visible } from "../visible.js";

export class Markup {
  constructor(readonly html: string) {}
  toString(): string {
    return this.html;
  }
}

type Part = Markup | string | number | boolean | undefined | readonly Part[];

/** A template whose values are escaped, in text and in quoted attributes. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, at) => text + (at < parts.length ? written(parts[at]) : "")).join(""));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (typeof part === "object") return part.map(written).join("");
  if (part === undefined || typeof part === "boolean") return "";
  return escaped(visible(String(part)));
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => references[sign] ?? sign);

/** JSON for a script element. Without `<` it can neither end the element nor start a comment in it. */
export const json = (value: unknown): Markup =>
  new Markup(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );

/** A text in which backticks mark code. */
export const coded = (text: string): Markup =>
  markup`${text.split("`").map((part, at) => (at % 2 === 1 ? markup`<code>${part}</code>` : part))}`;

/** A number in a table, dimmed if it is zero. The label is shown where the table has no head: on a phone. */
export const numberCell = (label: string, value: number): Markup =>
  markup`<td class="number${value === 0 && " zero"}" data-label="${label}">${grouped(value)}</td>`;
