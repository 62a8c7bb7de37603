/** How many tasks run at once, in total and for each host. */
import { describe, expect, it } from "vitest";
import { openSchedule } from "../../src/probe/schedule.js";

/** Tasks that end when they are told, and how many run. */
function open(concurrency: number, concurrencyPerHost: number, turn?: (host: string) => Promise<void>) {
  const run = openSchedule({ concurrency, concurrencyPerHost }, turn);
  const running: { readonly host: string; readonly more: boolean; readonly end: () => void }[] = [];
  return {
    running: () => running.map(({ host }) => host).join(""),
    more: () => running.map(({ more }) => more),
    start: (...hosts: string[]) =>
      hosts.map((host) => run(host, (more) => new Promise<void>((end) => running.push({ host, more, end })))),
    async endFirst(): Promise<void> {
      running.shift()?.end();
      await settled();
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a host gets no more tasks at once than it may have", () => {
  it("also when some end and others come meanwhile", async () => {
    const schedule = open(9, 1);
    schedule.start("a", "a", "a");
    await settled();
    expect(schedule.running()).toBe("a");
    await schedule.endFirst();
    schedule.start("a");
    await settled();
    expect(schedule.running()).toBe("a");
    for (const left of ["a", "a", ""]) {
      await schedule.endFirst();
      expect(schedule.running()).toBe(left);
    }
    schedule.start("a", "a");
    await settled();
    expect(schedule.running()).toBe("a");
  });
  it("and a task that fails gives its place to the next", async () => {
    const run = openSchedule({ concurrency: 1, concurrencyPerHost: 1 });
    await expect(run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await run("a", async () => 1)).toBe(1);
  });
});

it("hosts share the places in total", async () => {
  const schedule = open(2, 2);
  schedule.start("a", "b", "c", "a");
  await settled();
  expect(schedule.running()).toBe("ab");
  await schedule.endFirst();
  expect(schedule.running()).toBe("bc");
});

it("a host whose turn has not come takes no place from others", async () => {
  const schedule = open(1, 1, (host) => (host === "slow" ? new Promise(() => {}) : Promise.resolve()));
  schedule.start("slow", "a");
  await settled();
  expect(schedule.running()).toBe("a");
});

it("a task is told whether others wait for its host", async () => {
  const schedule = open(9, 1);
  schedule.start("a", "a", "b");
  await settled();
  expect([schedule.running(), schedule.more()]).toEqual(["ab", [true, false]]);
  await schedule.endFirst();
  expect([schedule.running(), schedule.more()]).toEqual(["ba", [false, false]]);
});
