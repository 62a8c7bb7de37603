/** The references of an XML document (`&amp;`, `&#65;`), and the entities that its DOCTYPE declares. */
import { t } from "../../platform/i18n.js";

/** Why a text is refused: a phrase. */
export interface Refusal {
  readonly why: string;
}

const predefined: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Characters of an expanded value, which may grow with each reference. */
const mostExpanded = 1000;

/** Entities within entities. Browsers refuse more. */
const deepestEntities = 40;

/** Whether all characters may be in an XML document (section 2.2). */
export const isAllowed = (text: string): boolean => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text);

export class Entities {
  readonly #declared = new Map<string, string>();
  /** By name: whether its value has been checked, or is being checked. */
  readonly #states = new Map<string, "open" | Refusal | "right">();
  /** By name. */
  readonly #expanded = new Map<string, string>();
  #elsewhere = false;

  /** The first declaration of a name counts. */
  declare(name: string, value: string): void {
    if (!this.#declared.has(name)) this.#declared.set(name, value);
  }

  /** The DTD declares entities that are not in the document. */
  mayBeElsewhere(): void {
    this.#elsewhere = true;
  }

  /** Checks every reference of a text. */
  check(text: string, depth = 0): Refusal | undefined {
    for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) {
      const [, digits, hexadecimal, name] =
        /^&(?:#(\d{1,7});|#x([\da-f]{1,6});|([^\s&;<>"'#]+);)/i.exec(text.slice(at, at + 200)) ?? [];
      const refusal = name === undefined ? checkNumber(digits, hexadecimal) : this.#checkName(name, depth);
      if (refusal) return refusal;
    }
    return undefined;
  }

  /** The start of the value with its references replaced, as far as they are known. Each entity is expanded once. */
  expand(value: string, depth = 0): string {
    let expanded = "";
    let from = 0;
    const start = value.slice(0, mostExpanded);
    for (const { 0: reference, 1: name = "", index } of start.matchAll(/&([^\s&;#]{1,100});/g)) {
      expanded += start.slice(from, index) + (this.#expandName(name, depth) ?? reference);
      from = index + reference.length;
      if (expanded.length >= mostExpanded) return expanded.slice(0, mostExpanded);
    }
    return expanded + start.slice(from);
  }

  #expandName(name: string, depth: number): string | undefined {
    const known = this.#expanded.get(name);
    if (known !== undefined) return known;
    const value = this.#declared.get(name);
    if (value === undefined || depth > deepestEntities) return value ?? predefined[name];
    // An entity that contains itself ends here.
    this.#expanded.set(name, "");
    const expanded = this.expand(value, depth + 1);
    this.#expanded.set(name, expanded);
    return expanded;
  }

  #checkName(name: string, depth: number): Refusal | undefined {
    if (Object.hasOwn(predefined, name)) return undefined;
    const value = this.#declared.get(name);
    if (value === undefined)
      return this.#elsewhere
        ? undefined
        : { why: t("probe.decode.xml.entity", "the entity &{name}; is not declared", { name }) };
    const state = this.#states.get(name);
    if (state === "right") return undefined;
    if (state === "open" || depth > deepestEntities)
      return { why: t("probe.decode.xml.recursive", "the entity &{name}; contains itself", { name }) };
    if (state) return state;
    this.#states.set(name, "open");
    const refusal = this.check(value, depth + 1) ?? unbalanced(name, value);
    this.#states.set(name, refusal ?? "right");
    return refusal;
  }
}

function checkNumber(digits: string | undefined, hexadecimal: string | undefined): Refusal | undefined {
  const code = digits ? Number(digits) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
  if (code === undefined)
    return { why: t("probe.decode.xml.ampersand", '"&" does not begin a reference; write "&amp;"') };
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter && isAllowed(String.fromCodePoint(code))
    ? undefined
    : { why: t("probe.decode.xml.character", "a reference stands for a character that XML does not allow") };
}

/** An entity must contain as many end tags as start tags. */
function unbalanced(name: string, value: string): Refusal | undefined {
  const count = (pattern: RegExp) => value.match(pattern)?.length ?? 0;
  const opened = count(/<[^/!?]/g) - count(/\/>/g);
  return opened === count(/<\//g)
    ? undefined
    : { why: t("probe.decode.xml.unbalanced", "the entity &{name}; contains a part of an element", { name }) };
}
