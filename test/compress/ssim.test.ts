/** The numbers are those of equation 13 in Wang et al. 2004, by hand: C1 = 2.55² = 6.5025, C2 = 7.65² = 58.5225. */
import { describe, expect, it } from "vitest";
import { planesOf, similarity } from "../../src/compress/ssim.js";

type Color = readonly number[];

/** An image of which a function knows the color of each pixel. */
function image(width: number, height: number, color: (x: number, y: number) => Color) {
  const colors = Array.from({ length: width * height }, (_, at) => color(at % width, Math.floor(at / width)));
  return planesOf({ data: Uint8Array.from(colors.flat()), width, height, channels: colors[0]?.length ?? 0 });
}

const gray = (value: number): Color => [value, value, value];
const board = (even: number, odd: number) => (x: number, y: number) => gray((x + y) % 2 === 0 ? even : odd);

describe("the similarity of two images", () => {
  it("is 1 if they are equal, of any size", () => {
    for (const [width, height] of [
      [64, 64],
      [70, 9],
      [3, 5],
    ] as const) {
      const one = image(width, height, (x, y) => [x, y, x + y]);
      expect(similarity(one, one)).toEqual({ worst: 1, color: 1 });
    }
  });

  it("of two flat images follows from their brightness", () => {
    const { worst } = similarity(
      image(64, 64, () => gray(100)),
      image(64, 64, () => gray(110)),
    );
    // (2 * 100 * 110 + C1) / (100² + 110² + C1) = 22006.5025 / 22106.5025
    expect(worst).toBeCloseTo(22_006.5025 / 22_106.5025, 10);
  });

  it("of a pattern and its opposite is negative: the structure is the opposite", () => {
    const { worst } = similarity(image(64, 64, board(96, 160)), image(64, 64, board(160, 96)));
    // Both have the mean 128, the variance 32² = 1024 and the covariance -1024.
    expect(worst).toBeCloseTo((2 * -1024 + 58.5225) / (2 * 1024 + 58.5225), 10);
  });

  it("of a pattern with half the contrast follows from the variances", () => {
    const { worst } = similarity(image(64, 64, board(96, 160)), image(64, 64, board(112, 144)));
    // Variances 32² and 16², covariance 32 * 16.
    expect(worst).toBeCloseTo((2 * 512 + 58.5225) / (1024 + 256 + 58.5225), 10);
  });

  it("is that of the worst place, however large the image is", () => {
    const plain = board(96, 160);
    const spoiled = (x: number, y: number) => (x < 64 && y < 64 ? gray(128) : plain(x, y));
    const { worst } = similarity(image(256, 256, plain), image(256, 256, spoiled));
    // The first tile is flat, except for its last windows, which reach into the next one.
    expect(worst).toBeLessThan(0.2);
  });

  it("notices other colors of the same brightness", () => {
    // 0.299 * 200 = 59.8 = 0.587 * 101.9
    const red = image(64, 64, (x) => (x % 8 < 4 ? [200, 0, 0] : [0, 0, 0]));
    const green = image(64, 64, (x) => (x % 8 < 4 ? [0, 102, 0] : [0, 0, 0]));
    const { worst, color } = similarity(red, green);
    expect(worst).toBeGreaterThan(0.99);
    expect(color).toBeLessThan(0.5);
  });

  it("notices what becomes transparent, also where it is white", () => {
    const opaque = image(64, 64, () => [255, 255, 255, 255]);
    const holes = image(64, 64, (x) => [255, 255, 255, x % 8 < 4 ? 0 : 255]);
    expect(similarity(opaque, holes).worst).toBeLessThan(0.5);
  });

  it("does not compare what is fully transparent", () => {
    const one = image(64, 64, (x) => [x, 0, 0, 0]);
    const other = image(64, 64, (x) => [0, x, 0, 0]);
    expect(similarity(one, other)).toEqual({ worst: 1, color: 1 });
  });
});
