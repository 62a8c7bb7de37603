/**
 * How similar two images look: SSIM, the structural similarity of Wang, Bovik, Sheikh and Simoncelli, "Image Quality
 * Assessment: From Error Visibility to Structural Similarity", IEEE Transactions on Image Processing 13(4), 2004. With
 * square windows of 8x8 pixels, as in section III.C of the article, at every fourth pixel.
 */

/** Pixels in rows, without gaps: gray, gray and alpha, RGB, or RGBA. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** One number for each pixel. */
export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** 1: no difference. */
export interface Similarity {
  /** Of brightness and opacity, in the worst tile: an image may differ in one place only. */
  readonly worst: number;
  /** Of color, on average. */
  readonly color: number;
}

/** The planes of an image. */
export interface Planes {
  /** Brightness, and opacity if there is any. */
  readonly shape: readonly Plane[];
  /** The two parts of color at half the resolution, in which the eye sees them. None in a gray image. */
  readonly color: readonly Plane[];
}

/** Pixels of a block. A window has 2x2 blocks. */
const block = 4;
/** Blocks of a tile, on one side: 64 pixels. */
const tile = 16;

const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** The similarity of two images of the same size with the same channels. */
export function similarity(a: Planes, b: Planes): Similarity {
  const least = (one: readonly Plane[], other: readonly Plane[], of: "mean" | "worst") =>
    one.reduce((low, plane, at) => Math.min(low, planeSimilarity(plane, other[at] as Plane)[of]), 1);
  return { worst: least(a.shape, b.shape, "worst"), color: least(a.color, b.color, "mean") };
}

/** A transparent image is seen on white. */
export function planesOf({ data, width, height, channels }: Pixels): Planes {
  const isGray = channels < 3;
  const alphaAt = channels === 2 ? 1 : channels === 4 ? 3 : undefined;
  const luma = new Uint8Array(width * height);
  const alpha = alphaAt === undefined ? undefined : new Uint8Array(width * height);
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const blue = isGray ? undefined : new Float32Array(halfWidth * halfHeight);
  const red = isGray ? undefined : new Float32Array(halfWidth * halfHeight);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const from = pixel * channels;
      const opacity = alphaAt === undefined ? 255 : (data[from + alphaAt] as number);
      const onWhite = (value: number) => 255 + ((value - 255) * opacity) / 255;
      const r = onWhite(data[from] as number);
      const g = isGray ? r : onWhite(data[from + 1] as number);
      const b = isGray ? r : onWhite(data[from + 2] as number);
      // ITU-R BT.601, as in JPEG and WebP.
      luma[pixel] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
      if (alpha) alpha[pixel] = opacity;
      if (!blue || !red) continue;
      const half = (y >> 1) * halfWidth + (x >> 1);
      blue[half] = (blue[half] as number) - 0.168736 * r - 0.331264 * g + 0.5 * b;
      red[half] = (red[half] as number) + 0.5 * r - 0.418688 * g - 0.081312 * b;
    }
  }
  return {
    shape: [luma, ...(alpha ? [alpha] : [])].map((own) => ({ data: own, width, height })),
    color: [blue, red].flatMap((sums) => (sums ? [averaged(sums, width, height)] : [])),
  };
}

/** The mean of each 2x2 pixels, from their sums. */
function averaged(sums: Float32Array, width: number, height: number): Plane {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const data = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++)
    for (let x = 0; x < halfWidth; x++) {
      const pixels = Math.min(2, width - 2 * x) * Math.min(2, height - 2 * y);
      data[y * halfWidth + x] = Math.round(128 + (sums[y * halfWidth + x] as number) / pixels);
    }
  return { data, width: halfWidth, height: halfHeight };
}

/** The sums of a row of blocks: of both images, of all squares, and of the products. */
interface Row {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/** Pixels beyond the last whole block are not compared. */
function planeSimilarity(a: Plane, b: Plane): { readonly mean: number; readonly worst: number } {
  const columns = Math.floor(a.width / block);
  const rows = Math.floor(a.height / block);
  if (columns < 2 || rows < 2) return same(a, b) ? { mean: 1, worst: 1 } : { mean: 0, worst: 0 };
  const tilesAcross = Math.ceil((columns - 1) / tile);
  const sums = new Float64Array(tilesAcross * Math.ceil((rows - 1) / tile));
  const counts = new Float64Array(sums.length);
  let above = rowOf(a, b, 0, columns);
  for (let y = 1; y < rows; y++) {
    const below = rowOf(a, b, y, columns);
    for (let x = 1; x < columns; x++) {
      const at = Math.floor((y - 1) / tile) * tilesAcross + Math.floor((x - 1) / tile);
      sums[at] = (sums[at] as number) + windowSimilarity(above, below, x);
      counts[at] = (counts[at] as number) + 1;
    }
    above = below;
  }
  const tiles = sums.map((sum, at) => sum / (counts[at] as number));
  const total = sums.reduce((sum, one) => sum + one, 0);
  return { mean: total / ((columns - 1) * (rows - 1)), worst: tiles.reduce((least, one) => Math.min(least, one), 1) };
}

const same = (a: Plane, b: Plane): boolean => a.data.every((value, at) => value === b.data[at]);

function rowOf(a: Plane, b: Plane, row: number, columns: number): Row {
  const sums: Row = {
    a: new Float64Array(columns),
    b: new Float64Array(columns),
    squares: new Float64Array(columns),
    products: new Float64Array(columns),
  };
  for (let column = 0; column < columns; column++) {
    let [ofA, ofB, squares, products] = [0, 0, 0, 0];
    for (let y = 0; y < block; y++) {
      const start = (row * block + y) * a.width + column * block;
      for (let x = start; x < start + block; x++) {
        const one = a.data[x] as number;
        const other = b.data[x] as number;
        ofA += one;
        ofB += other;
        squares += one * one + other * other;
        products += one * other;
      }
    }
    sums.a[column] = ofA;
    sums.b[column] = ofB;
    sums.squares[column] = squares;
    sums.products[column] = products;
  }
  return sums;
}

/** Equation 13 of the article, for the window of the blocks `x - 1` and `x` of two rows. */
function windowSimilarity(above: Row, below: Row, x: number): number {
  const sum = (key: keyof Row) =>
    (above[key][x - 1] as number) +
    (above[key][x] as number) +
    (below[key][x - 1] as number) +
    (below[key][x] as number);
  const pixels = 4 * block * block;
  const [a, b] = [sum("a") / pixels, sum("b") / pixels];
  const variances = sum("squares") / pixels - a * a - b * b;
  const covariance = sum("products") / pixels - a * b;
  return ((2 * a * b + c1) * (2 * covariance + c2)) / ((a * a + b * b + c1) * (variances + c2));
}
