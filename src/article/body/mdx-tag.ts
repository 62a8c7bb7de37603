/** The tags of MDX, as micromark-extension-mdx-jsx reads them. */
import { readExpression } from "./mdx-expression.js";
import { type Failure, failure, type GrowingText, isFailure } from "./mdx-problems.js";

/** Offsets are relative to the text that the tag is read from. */
export interface MdxAttribute {
  /** As it is written; `""` for `{...props}`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** With its quotes or braces. */
  readonly value: { readonly start: number; readonly end: number } | undefined;
}

export interface MdxTag {
  readonly start: number;
  readonly end: number;
  /** `""` for a fragment: `<>`. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly isSelfClosing: boolean;
  readonly attributes: readonly MdxAttribute[];
}

const idStart = /[$_\p{ID_Start}]/u;
const idContinue = /[-$\p{ID_Continue}]|\u200c|\u200d/u;

/** Reads the tag that begins with the `<` at `start`. `undefined` if `<` is text. */
export function readTag(source: GrowingText, start: number): MdxTag | Failure | undefined {
  return new TagReader(source, start).read();
}

class TagReader {
  readonly #source: GrowingText;
  readonly #start: number;
  #at: number;

  constructor(source: GrowingText, start: number) {
    this.#source = source;
    this.#start = start;
    this.#at = start + 1;
  }

  /** The character at the current offset. `""` at the end of the block. */
  get #char(): string {
    while (this.#at >= this.#source.text.length) if (!this.#source.more()) return "";
    const code = this.#source.text.codePointAt(this.#at) as number;
    return String.fromCodePoint(code);
  }

  #skipSpace(): void {
    for (let char = this.#char; char !== "" && /\s/.test(char); char = this.#char) this.#at += char.length;
  }

  read(): MdxTag | Failure | undefined {
    const next = this.#source.text[this.#at];
    if (next !== undefined && /[ \t\n]/.test(next)) return undefined;
    this.#skipSpace();
    const isEnd = this.#char === "/";
    if (isEnd) {
      this.#at++;
      this.#skipSpace();
    }
    let name = "";
    if (this.#char !== ">") {
      const read = this.#readName();
      if (typeof read !== "string") return read;
      name = read;
    }
    const attributes: MdxAttribute[] = [];
    let isSelfClosing = false;
    while (this.#char !== ">") {
      const char = this.#char;
      if (char === "/") {
        this.#at++;
        this.#skipSpace();
        if (this.#char !== ">") return this.#unexpected();
        isSelfClosing = true;
      } else {
        const attribute = char === "{" ? this.#readSpread() : this.#readAttribute();
        if (isFailure(attribute)) return attribute;
        attributes.push(attribute);
      }
    }
    const end = ++this.#at;
    if (isEnd && (attributes.length > 0 || isSelfClosing))
      return failure("mdx-end-tag-with-attributes", this.#start, end, name);
    return { start: this.#start, end, name, isEnd, isSelfClosing, attributes };
  }

  /** `a`, `a.b.c` or `a:b`. */
  #readName(): string | Failure {
    let name = this.#readWord(true);
    if (typeof name !== "string") return name;
    this.#skipSpace();
    while (this.#char === "." && !name.includes(":")) {
      this.#at++;
      this.#skipSpace();
      const member = this.#readWord(true);
      if (typeof member !== "string") return member;
      name += `.${member}`;
      this.#skipSpace();
    }
    if (this.#char === ":" && !name.includes(".")) {
      this.#at++;
      this.#skipSpace();
      const local = this.#readWord(true);
      if (typeof local !== "string") return local;
      name += `:${local}`;
      this.#skipSpace();
    }
    return this.#isDelimiter("/>{") || idStart.test(this.#char) ? name : this.#unexpected();
  }

  #isDelimiter(delimiters: string): boolean {
    const char = this.#char;
    return char !== "" && delimiters.includes(char);
  }

  #readWord(isTag: boolean): string | Failure {
    const first = this.#char;
    if (first === "" || !idStart.test(first)) return this.#unexpected();
    let word = "";
    for (let char = first; char !== "" && idContinue.test(char); char = this.#char) {
      word += char;
      this.#at += char.length;
    }
    const next = this.#char;
    const isEnd = next !== "" && ((isTag ? "./:>{" : "/:=>{").includes(next) || /\s/.test(next));
    return isEnd ? word : this.#unexpected();
  }

  #readSpread(): MdxAttribute | Failure {
    const start = this.#at;
    const read = readExpression(this.#source, start, "spread");
    if (isFailure(read)) return read;
    this.#at = read.end;
    this.#skipSpace();
    return { name: "", start, end: read.end, value: undefined };
  }

  #readAttribute(): MdxAttribute | Failure {
    const start = this.#at;
    let name = this.#readWord(false);
    if (typeof name !== "string") return name;
    let end = this.#at;
    this.#skipSpace();
    if (this.#char === ":") {
      this.#at++;
      this.#skipSpace();
      const local = this.#readWord(false);
      if (typeof local !== "string") return local;
      name += `:${local}`;
      end = this.#at;
      this.#skipSpace();
    }
    if (this.#char !== "=")
      return this.#isDelimiter("/>{") || idStart.test(this.#char)
        ? { name, start, end, value: undefined }
        : this.#unexpected();
    this.#at++;
    this.#skipSpace();
    const value = this.#readValue();
    if (isFailure(value)) return value;
    this.#at = value.end;
    this.#skipSpace();
    return { name, start, end: value.end, value };
  }

  #readValue(): { readonly start: number; readonly end: number } | Failure {
    const start = this.#at;
    const quote = this.#char;
    if (quote === "{") {
      const read = readExpression(this.#source, start, "value");
      return isFailure(read) ? read : { start, end: read.end };
    }
    if (quote !== '"' && quote !== "'") return this.#unexpected();
    for (let from = start + 1; ; ) {
      const close = this.#source.text.indexOf(quote, from);
      if (close !== -1) return { start, end: close + 1 };
      from = this.#source.text.length;
      if (!this.#source.more())
        return this.#source.isLazy ? this.#lazy() : failure("mdx-unclosed-value", start, start + 1, quote);
    }
  }

  #lazy(): Failure {
    return failure("mdx-lazy-line", this.#start, this.#start + 1);
  }

  #unexpected(): Failure {
    const { text } = this.#source;
    const char = this.#char;
    if (char === "") {
      if (this.#source.isLazy) return this.#lazy();
      return failure("mdx-unclosed-tag", this.#start, this.#start + 1);
    }
    if (text.startsWith("<!--", this.#start)) return failure("mdx-comment", this.#start, this.#start + 4);
    const address = /^<[a-z][-\w+.]*(?::\/\/|@)/i.exec(text.slice(this.#start, this.#start + 60));
    if (address) return failure("mdx-autolink", this.#start, this.#start + address[0].length);
    return failure("mdx-unexpected-character", this.#at, this.#at + char.length, char);
  }
}
