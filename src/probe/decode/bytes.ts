/** Thrown by a decoder that needs the bytes up to `until` (an offset), which have not been read. Caught by `decode`. */
export class NeedMore {
  constructor(readonly until: number) {}
}

/** Thrown by a decoder that has seen what no reader can show. Caught by `decode`. */
export class Damaged {
  constructor(readonly why: string) {}
}

/** The first bytes of a file. Every read behind their end throws `NeedMore`, so decoders need no bounds checks. */
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

  /** Whether these bytes (written as Latin-1) stand at `at`; needs no more bytes than it takes to say no. */
  is(at: number, latin1: string): boolean {
    for (let i = 0; i < latin1.length; i++) if (this.u8(at + i) !== latin1.charCodeAt(i)) return false;
    return true;
  }

  #has(at: number, length: number): DataView {
    if (at + length > this.data.length) throw new NeedMore(at + length);
    return this.#view;
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One picture format. Both functions may throw `NeedMore`. */
export interface Format {
  /** The media type, if the bytes are of this format. */
  matches(bytes: Bytes): string | undefined;
  /** Pixels as shown; `undefined` where the format states none, or we cannot read them. May throw `Damaged`. */
  size(bytes: Bytes): Size | undefined;
}
