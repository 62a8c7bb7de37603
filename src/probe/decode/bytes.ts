/** Thrown by a decoder that needs bytes up to the offset `until`, which have not been read. Caught by `decode`. */
export class NeedMore {
  constructor(readonly until: number) {}
}

/** Thrown by a decoder for a file that no browser can show. Caught by `decode`. */
export class Damaged {
  constructor(readonly why: string) {}
}

/** The first bytes of a file. A read after the last byte throws `NeedMore`, so decoders need no bounds checks. */
export class Bytes {
  readonly #view: DataView;

  constructor(readonly data: Uint8Array) {
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  u8(at: number): number {
    return this.#has(at, 1).getUint8(at);
  }
  u16be(at: number): number {
    return this.#has(at, 2).getUint16(at);
  }
  u16le(at: number): number {
    return this.#has(at, 2).getUint16(at, true);
  }
  u24le(at: number): number {
    return this.u16le(at) | (this.u8(at + 2) << 16);
  }
  u32be(at: number): number {
    return this.#has(at, 4).getUint32(at);
  }
  u32le(at: number): number {
    return this.#has(at, 4).getUint32(at, true);
  }
  i32le(at: number): number {
    return this.#has(at, 4).getInt32(at, true);
  }

  /** Whether these bytes (written as Latin-1) are at `at`. Reads no further than the first byte that differs. */
  is(at: number, latin1: string): boolean {
    for (let i = 0; i < latin1.length; i++) if (this.u8(at + i) !== latin1.charCodeAt(i)) return false;
    return true;
  }

  #has(at: number, length: number): DataView {
    if (at + length > this.data.length) throw new NeedMore(at + length);
    return this.#view;
  }
}

/** A part of a file: `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One image format. All functions may throw `NeedMore`, and all but `matches` may throw `Damaged`. */
export interface Format {
  /** The media type, or `undefined` if the bytes have another format. */
  matches(bytes: Bytes): string | undefined;
  /** Pixels as shown; `undefined` if the format does not state a size or stet cannot read it. */
  size(bytes: Bytes): Size | undefined;
  /** The name of the format, if browsers do not show it: `"lossless JPEG"`. Called after `size`. */
  unshown?(bytes: Bytes): string | undefined;
  /** Whether the image moves, as far as the bytes that `size` reads show it. Called after `size`. */
  isAnimated?(bytes: Bytes): boolean;
  /** Checks what browsers refuse behind the part that `size` reads. Only called with the whole file. */
  checkWhole?(bytes: Bytes): void;
}
