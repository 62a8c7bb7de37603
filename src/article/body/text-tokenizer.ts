/**
 * A tokenizer that reads text between tags at once. parse5's makes a token of each word and each space, and most of a body in
 * Markdown is text. A test checks that both lead to the same tree.
 */
import { Token, type TokenHandler, Tokenizer, type TokenizerOptions } from "parse5";

/** The parser that gets the tokens. */
export interface TextReader extends TokenHandler {
  /** Whether the parser inserts all text unchanged where it is, spaces too. */
  readonly insertsText: boolean;
  /** The offset at which the parser does something before it inserts more text. */
  readonly textLimit: number;
}

/** A character that begins something else, that HTML changes, or that is a parse error. */
const special = /[^\t\n -%'-;=-~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]/g;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
/** Anything else that begins with `<` is text, or is read with the text around it. */
const tagStart = /<(?:\/?[a-z]|!--)/iy;

export class TextTokenizer extends Tokenizer {
  readonly #reader: TextReader;
  /** The offset of the next special character. */
  #special = -1;

  constructor(options: TokenizerOptions, reader: TextReader) {
    super(options, reader);
    this.#reader = reader;
  }

  protected override _stateData(code: number): void {
    const end = this.#reader.insertsText && !this.#isInToken(code) ? this.#endOfText() : 0;
    if (end > this.preprocessor.pos) this.#emitText(end);
    else super._stateData(code);
  }

  /** Whether this character belongs to the token before it. */
  #isInToken(code: number): boolean {
    const type = this.currentCharacterToken?.type;
    return type === (isSpace(code) ? Token.TokenType.WHITESPACE_CHARACTER : Token.TokenType.CHARACTER);
  }

  /** The index in the buffer at which the text that begins here ends: always between two tokens of parse5. */
  #endOfText(): number {
    const { html, pos, droppedBufferSize } = this.preprocessor;
    if (this.#special < pos + droppedBufferSize) {
      special.lastIndex = pos;
      this.#special = (special.exec(html)?.index ?? html.length) + droppedBufferSize;
    }
    let end = Math.min(this.#special, this.#reader.textLimit) - droppedBufferSize;
    tagStart.lastIndex = end;
    if (end >= html.length || tagStart.test(html)) return end;
    // Where a token before a character reference ends, parse5 knows only after the reference.
    const isSpaceNext = isSpace(html.charCodeAt(html[end] === "&" ? end - 1 : end));
    while (end > pos && isSpace(html.charCodeAt(end - 1)) === isSpaceNext) end--;
    return end;
  }

  #emitText(end: number): void {
    const { preprocessor } = this;
    const { html, pos, droppedBufferSize } = preprocessor;
    const start = this.getCurrentLocation(0);
    this._emitCurrentCharacterToken(start);
    const chars = html.slice(pos, end);
    const location = start && { ...start, endLine: start.startLine, endCol: 0, endOffset: end + droppedBufferSize };
    preprocessor.pos = end - 1;
    if (/[^\t\n ]/.test(chars)) this.#reader.onCharacter({ type: Token.TokenType.CHARACTER, chars, location });
    else this.#reader.onWhitespaceCharacter({ type: Token.TokenType.WHITESPACE_CHARACTER, chars, location });
    this.currentLocation = this.getCurrentLocation(-1);
    preprocessor.dropParsedChunk();
  }
}
