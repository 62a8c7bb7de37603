/** The part of the package sharp that stet uses, and how it is found. It is not part of stet: users install it. */
import { createRequire } from "node:module";
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { resolvePackage } from "../platform/packages.js";

export interface SharpMetadata {
  readonly width?: number;
  readonly height?: number;
  /** Frames of an animation, and how long each is shown, in milliseconds. */
  readonly pages?: number;
  readonly delay?: readonly number[];
  readonly hasAlpha?: boolean;
}

export interface RawPixels {
  readonly data: Uint8Array;
  readonly info: { readonly width: number; readonly height: number; readonly channels: number };
}

interface EncoderOptions {
  readonly quality?: number;
  readonly lossless?: boolean;
}

/** An image on its way to an output. */
export interface SharpImage {
  metadata(): Promise<SharpMetadata>;
  /** Without arguments: by the EXIF orientation, as browsers do. */
  rotate(): SharpImage;
  resize(width: number, height: number, options?: { readonly fit: "fill" }): SharpImage;
  toColourspace(space: "srgb"): SharpImage;
  keepIccProfile(): SharpImage;
  ensureAlpha(): SharpImage;
  removeAlpha(): SharpImage;
  webp(options: EncoderOptions): SharpImage;
  avif(options: EncoderOptions): SharpImage;
  raw(options: { readonly depth: "uchar" }): SharpImage;
  toBuffer(): Promise<Uint8Array>;
  toBuffer(options: { readonly resolveWithObject: true }): Promise<RawPixels>;
}

/** `limitInputPixels`: with all frames. */
export type Sharp = (
  input: Uint8Array,
  options: { readonly animated: boolean; readonly limitInputPixels: number },
) => SharpImage;

/**
 * Loads sharp from where stet is installed or, if its code may run, from the site.
 *
 * @param site `undefined`: not from there.
 * @throws UserError if it is not installed, or belongs to another user.
 */
export function loadSharp(site: string | undefined): Sharp {
  const errors: unknown[] = [];
  for (const from of [import.meta.url, ...(site === undefined ? [] : [path.join(site, "package.json")])])
    try {
      return createRequire(from)(resolvePackage("sharp", from)) as Sharp;
    } catch (error) {
      errors.push(error);
    }
  const foreign = errors.find((error) => error instanceof UserError);
  if (foreign) throw foreign;
  const broken = errors.find((error) => !isMissing(error)) as Error | undefined;
  if (broken)
    throw new UserError(
      t("compress.sharpBroken", 'The package "sharp" cannot be loaded: {error}', {
        error: broken.message.split("\n")[0] ?? "",
      }),
      t("compress.sharpBroken.use", "Install it again for this system: npm install --save-dev sharp"),
    );
  throw new UserError(
    t("compress.noSharp", 'The package "sharp", which compresses images, is not installed.'),
    site === undefined
      ? t("compress.noSharp.global", "Install it where stet is installed: npm install --global sharp")
      : t("compress.noSharp.use", "Install it in the folder of the site: npm install --save-dev sharp"),
  );
}

const isMissing = (error: unknown): boolean =>
  /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String((error as NodeJS.ErrnoException).code)) &&
  /['"]sharp['"]/.test((error as Error).message);
