/**
 * Whether a text is well-formed XML with namespaces (https://www.w3.org/TR/xml/, https://www.w3.org/TR/xml-names/), as
 * browsers require it of an SVG. Reads the text once.
 */
import { t } from "../../platform/i18n.js";
import { Damaged } from "./bytes.js";
import { Entities, isAllowed, type Refusal } from "./xml-entities.js";

/** The root element, with the namespace of its name. */
export interface XmlRoot {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string;
}

/**
 * The root of a well-formed document. Throws `Damaged` for any other.
 *
 * @param complete `false`: the text may end anywhere, and only the part up to the root element is checked.
 */
export function readXml(text: string, complete: boolean): XmlRoot {
  return new Reader(text).document(complete);
}

const nameStart =
  ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";
const name = `[${nameStart}][${nameStart}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const namePattern = new RegExp(name, "uy");
const space = /[ \t\r\n]*/y;
const declaration =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/** An element that is not closed yet, with the prefixes that it declares. */
interface Open {
  readonly name: string;
  readonly prefixes: readonly string[];
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

class Reader {
  #at = 0;
  readonly #text: string;
  readonly #entities = new Entities();
  readonly #open: Open[] = [];
  /** By prefix: the namespaces of the open elements, the innermost last. Two prefixes need no declaration. */
  readonly #namespaces = new Map([
    ["xml", [xmlNamespace]],
    ["", [""]],
  ]);

  constructor(text: string) {
    this.#text = text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  document(complete: boolean): XmlRoot {
    if (/^<\?xml[ \t\r\n]/.test(this.#text.slice(0, 6)) && this.#match(declaration) === undefined)
      this.#fail(t("probe.decode.xml.declaration", "the XML declaration is invalid"));
    this.#misc(true);
    if (!this.#takes("<")) this.#fail(t("probe.decode.xml.text", "text outside the root element"));
    const root = this.#startTag();
    if (!complete) return root;
    while (this.#open.length > 0) this.#content();
    this.#misc(false);
    if (this.#at < this.#text.length)
      this.#fail(t("probe.decode.xml.behind", "there is content after the root element"));
    return root;
  }

  /** White space, comments, instructions, and before the root one doctype. */
  #misc(mayHaveDoctype: boolean): void {
    for (let doctype = mayHaveDoctype; ; ) {
      this.#match(space);
      if (this.#takes("<!--")) this.#comment();
      else if (this.#takes("<?")) this.#instruction();
      else if (doctype && this.#takes("<!DOCTYPE")) {
        this.#doctype();
        doctype = false;
      } else return;
    }
  }

  #content(): void {
    const next = this.#text.indexOf("<", this.#at);
    if (next < 0)
      this.#fail(t("probe.decode.xml.unclosed", "<{name}> is not closed", { name: this.#open.at(-1)?.name ?? "" }));
    this.#checkText(this.#text.slice(this.#at, next));
    this.#at = next + 1;
    if (this.#takes("!--")) this.#comment();
    else if (this.#takes("?")) this.#instruction();
    else if (this.#takes("![CDATA[")) this.#behind("]]>");
    else if (this.#takes("/")) this.#endTag();
    else this.#startTag();
  }

  #startTag(): XmlRoot {
    const tag = this.#name();
    const attributes = new Map<string, string>();
    for (;;) {
      const before = this.#at;
      this.#match(space);
      if (this.#takes("/>")) return this.#element(tag, attributes, false);
      if (this.#takes(">")) return this.#element(tag, attributes, true);
      if (this.#at === this.#text.length)
        this.#fail(t("probe.decode.xml.tag", "the tag <{name}> does not end", { name: tag }));
      if (this.#at === before)
        this.#fail(t("probe.decode.xml.space", "there is no space before an attribute of <{name}>", { name: tag }));
      this.#attribute(attributes);
    }
  }

  #attribute(attributes: Map<string, string>): void {
    const attribute = this.#name();
    this.#match(space);
    const equals = this.#takes("=");
    this.#match(space);
    const quote = this.#takes('"') ? '"' : this.#takes("'") ? "'" : undefined;
    if (!equals || !quote)
      this.#fail(t("probe.decode.xml.quotes", 'the attribute "{name}" has no value in quotes', { name: attribute }));
    const value = this.#behind(quote);
    if (value.includes("<"))
      this.#fail(t("probe.decode.xml.lessThan", 'the attribute "{name}" contains "<"', { name: attribute }));
    this.#refuse(this.#entities.check(value));
    if (attributes.has(attribute))
      this.#fail(t("probe.decode.xml.twice", 'the attribute "{name}" appears twice', { name: attribute }));
    attributes.set(attribute, value);
  }

  #element(tag: string, attributes: ReadonlyMap<string, string>, isOpen: boolean): XmlRoot {
    const prefixes: string[] = [];
    for (const [attribute, value] of attributes) {
      if (!/^xmlns(?::|$)/.test(attribute)) continue;
      const prefix = attribute.slice("xmlns:".length);
      if (prefix && !value)
        this.#fail(t("probe.decode.xml.emptyNamespace", 'the prefix "{prefix}" has an empty namespace', { prefix }));
      const stack = this.#namespaces.get(prefix) ?? [];
      stack.push(this.#entities.expand(value));
      this.#namespaces.set(prefix, stack);
      prefixes.push(prefix);
    }
    const own = this.#expanded(tag);
    const seen = new Set<string>();
    for (const attribute of attributes.keys()) {
      if (!attribute.includes(":") || attribute.startsWith("xmlns:")) continue;
      const { namespace, name: local } = this.#expanded(attribute);
      const key = `${namespace} ${local}`;
      if (seen.has(key))
        this.#fail(t("probe.decode.xml.twice", 'the attribute "{name}" appears twice', { name: attribute }));
      seen.add(key);
    }
    if (isOpen) this.#open.push({ name: tag, prefixes });
    else this.#leave(prefixes);
    return own;
  }

  #leave(prefixes: readonly string[]): void {
    for (const prefix of prefixes) this.#namespaces.get(prefix)?.pop();
  }

  #expanded(written: string): XmlRoot {
    const parts = written.split(":");
    const prefix = parts.length > 1 ? (parts[0] ?? "") : "";
    const namespace = this.#namespaces.get(prefix)?.at(-1);
    if (parts.length > 2 || parts.includes(""))
      this.#fail(t("probe.decode.xml.name", '"{name}" is not a valid name', { name: written }));
    if (namespace === undefined)
      this.#fail(
        t("probe.decode.xml.prefix", 'the prefix "{prefix}" of "{name}" is not declared', { prefix, name: written }),
      );
    return { name: parts.at(-1) ?? "", namespace };
  }

  #endTag(): void {
    const tag = this.#name();
    this.#match(space);
    const open = this.#open.pop();
    if (!open || tag !== open.name || !this.#takes(">"))
      this.#fail(
        t("probe.decode.xml.closed", "</{name}> does not close <{open}>", { name: tag, open: open?.name ?? "" }),
      );
    this.#leave(open.prefixes);
  }

  #comment(): void {
    const text = this.#behind("-->");
    if (text.includes("--") || text.endsWith("-")) this.#fail(t("probe.decode.xml.comment", 'a comment contains "--"'));
    this.#characters(text);
  }

  #instruction(): void {
    const target = this.#name();
    if (target.toLowerCase() === "xml")
      this.#fail(t("probe.decode.xml.late", "the XML declaration is not at the start of the file"));
    this.#behind("?>");
  }

  /** `<!DOCTYPE name PUBLIC "..." "..." [ internal subset ]>`: only the entities matter. */
  #doctype(): void {
    for (let inSubset = false; ; ) {
      const character = this.#text.charAt(this.#at++);
      if (character === "") this.#fail(t("probe.decode.xml.doctype", "the DOCTYPE does not end"));
      else if (character === '"' || character === "'") {
        const quoted = this.#behind(character);
        // Browsers read no DTD from elsewhere, but know the entities of HTML if it is that of XHTML.
        if (!inSubset && /\bXHTML\b/.test(quoted)) this.#entities.mayBeElsewhere();
      } else if (inSubset && character === "<" && this.#takes("!--")) this.#comment();
      else if (inSubset && character === "<" && this.#takes("?")) this.#behind("?>");
      else if (inSubset && character === "<" && this.#takes("!ENTITY")) this.#entity();
      else if (character === "[") inSubset = true;
      else if (character === "]") inSubset = false;
      else if (character === ">" && !inSubset) return;
    }
  }

  /** A general entity with a value. Others are skipped. */
  #entity(): void {
    this.#match(space);
    if (this.#takes("%")) return;
    const entity = this.#name();
    this.#match(space);
    const quote = this.#takes('"') ? '"' : this.#takes("'") ? "'" : undefined;
    // Browsers load no entity from elsewhere, and leave it out.
    this.#entities.declare(entity, quote ? this.#behind(quote) : "");
  }

  #checkText(text: string): void {
    if (text.includes("]]>")) this.#fail(t("probe.decode.xml.cdataEnd", 'text contains "]]>"'));
    this.#characters(text);
    this.#refuse(this.#entities.check(text));
  }

  #characters(text: string): void {
    if (!isAllowed(text)) this.#fail(t("probe.decode.xml.control", "there is a control character"));
  }

  #refuse(refusal: Refusal | undefined): void {
    if (refusal) this.#fail(refusal.why);
  }

  #name(): string {
    const found = this.#match(namePattern);
    if (!found) this.#fail(t("probe.decode.xml.noName", 'there is no name after "<"'));
    return found;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #takes(token: string): boolean {
    const there = this.#text.startsWith(token, this.#at);
    if (there) this.#at += token.length;
    return there;
  }

  /** Moves behind the next `token` and returns the text before it. */
  #behind(token: string): string {
    const end = this.#text.indexOf(token, this.#at);
    if (end < 0) this.#fail(t("probe.decode.xml.missing", "there is no {token} after this", { token }));
    const text = this.#text.slice(this.#at, end);
    this.#at = end + token.length;
    return text;
  }

  #fail(why: string): never {
    const line = this.#text.slice(0, this.#at).split("\n").length;
    throw new Damaged(
      t("probe.decode.xml.notWellFormed", "not well-formed XML, so browsers do not show it (line {line}: {why})", {
        line,
        why,
      }),
    );
  }
}
