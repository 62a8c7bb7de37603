/** Where the places of a text are after edits. */
import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/article/types.js";
import { Offsets } from "../../src/fix/proof/offsets.js";

const edit = (start: number, end: number, text: string): Edit => ({ range: { start, end }, text });
const range = (start: number, end: number) => ({ start, end });

// 0123456789 → 01ab23cd6789, with ab put in at 2, and cd in the place of 45
const offsets = new Offsets([edit(2, 2, "ab"), edit(4, 6, "cd")]);

describe("an offset is", () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    // Before or after what is put in
    [2, 2, 4],
    [3, 5, 5],
    [4, 6, 8],
    // Within what is replaced
    [5, 6, 8],
    [6, 6, 8],
    [7, 9, 9],
    [10, 12, 12],
  ])("%i from %i to %i", (offset, start, end) => {
    expect(offsets.placesOf(offset)).toEqual(range(start, end));
  });

  it("before or after all that is put in at one place, or taken away around it", () => {
    const more = new Offsets([edit(0, 2, ""), edit(2, 2, "a"), edit(2, 4, "xyz")]);
    expect(more.placesOf(2)).toEqual(range(0, 4));
    expect(more.placesOf(1)).toEqual(range(0, 0));
    expect(more.placesOf(5)).toEqual(range(5, 5));
    expect(new Offsets([]).placesOf(7)).toEqual(range(7, 7));
  });
});

it("a range is removed if one edit replaces all of it, and not if one only touches it or is put in", () => {
  expect(offsets.isRemoved(range(4, 6))).toBe(true);
  expect(offsets.isRemoved(range(5, 6))).toBe(true);
  for (const [start, end] of [
    [3, 5],
    [4, 7],
    [2, 2],
    [2, 3],
    [6, 8],
    [0, 9],
  ] as const)
    expect(offsets.isRemoved(range(start, end)), `${start}-${end}`).toBe(false);
});

it("a range of the edited text is new if one edit wrote all of it", () => {
  for (const [start, end] of [
    [2, 4],
    [2, 3],
    [3, 4],
    [6, 8],
  ] as const)
    expect(offsets.isNew(range(start, end)), `${start}-${end}`).toBe(true);
  for (const [start, end] of [
    [1, 3],
    [3, 5],
    [0, 1],
    [8, 9],
    [2, 8],
  ] as const)
    expect(offsets.isNew(range(start, end)), `${start}-${end}`).toBe(false);
});

it("edits touch a range within it and at its borders", () => {
  const starts = (edits: readonly Edit[]) => edits.map((one) => one.range.start);
  expect(starts(offsets.touching(range(0, 1)))).toEqual([]);
  expect(starts(offsets.touching(range(0, 2)))).toEqual([2]);
  expect(starts(offsets.touching(range(2, 4)))).toEqual([2, 4]);
  expect(starts(offsets.touching(range(3, 3)))).toEqual([]);
  expect(starts(offsets.touching(range(6, 9)))).toEqual([4]);
  expect(starts(offsets.touching(range(7, 9)))).toEqual([]);
  expect(offsets.newTouching(range(4, 6)).map((one) => one.range)).toEqual([range(2, 4), range(6, 8)]);
  expect(offsets.newTouching(range(5, 5))).toEqual([]);
  expect(offsets.newTouching(range(8, 9)).map((one) => one.range)).toEqual([range(6, 8)]);
  expect(offsets.newTouching(range(0, 1))).toEqual([]);
});
