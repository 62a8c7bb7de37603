/** What the addresses of several generators have in common. */
import { machines, zoneOffset } from "../dates.js";
import type { GeneratedKind } from "./types.js";

/** The parts of a date on a clock. */
export interface ClockTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** From 0 for Sunday to 6. */
  readonly weekday: number;
  /** From 1 to 366. */
  readonly yearDay: number;
  /** Of midnight of the day, as if the clock were in UTC. */
  readonly midnight: number;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** @param offset minutes east of UTC. */
export function clockTime(moment: number, offset: number): ClockTime {
  const at = new Date(moment + offset * 60_000);
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const newYear = Date.UTC(at.getUTCFullYear(), 0, 1);
  return {
    year: String(at.getUTCFullYear()).padStart(4, "0"),
    month: two(at.getUTCMonth() + 1),
    day: two(at.getUTCDate()),
    hour: two(at.getUTCHours()),
    minute: two(at.getUTCMinutes()),
    second: two(at.getUTCSeconds()),
    weekday: at.getUTCDay(),
    yearDay: Math.round((midnight - newYear) / 86_400_000) + 1,
    midnight,
  };
}

/** The time in a zone; in that of each machine without one. */
export function clockTimes(
  moments: readonly [number, number],
  zone: string | undefined,
): readonly [ClockTime, ClockTime] {
  const at = (which: 0 | 1) =>
    clockTime(moments[which], zone === undefined ? machines[which] : (zoneOffset(zone, moments[which]) ?? 0));
  return [at(0), at(1)];
}

/** Pages of a list: the first is `folder/index.html`, the others are in `folder/page/2/`. */
export function paginated(
  folder: string,
  entries: number,
  perPage: number,
  kind: GeneratedKind,
  pageFolder: string,
): (readonly [string, GeneratedKind])[] {
  const count = perPage > 0 ? Math.ceil(entries / perPage) : 1;
  return Array.from({ length: count }, (_, at): readonly [string, GeneratedKind] =>
    at === 0 ? [`${folder}index.html`, kind] : [`${folder}${pageFolder}/${at + 1}/index.html`, "pagination"],
  );
}

/** ISO 8601 week and its year. */
export function isoWeek(midnight: number): { readonly year: number; readonly week: number } {
  const day = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = new Date(midnight + (3 - day) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const days = (thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000;
  return { year, week: Math.floor(days / 7) + 1 };
}

/** The folder that all paths of a permalink are in: `news/` for `/news/:year/:title/`; empty for the root. */
export const literalHead = (permalink: string): string =>
  (/^\/?((?:[^:/{]+\/)*)/.exec(permalink)?.[1] ?? "").replace(/^(?:\.{1,2}\/)+/, "");

export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/** `a//b/` as `a/b/`, without a slash at the start, and with `..` resolved. */
export function tidyPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/") + (names.length > 0 && path.endsWith("/") ? "/" : "");
}

export const withoutExtension = (file: string): string => file.replace(/(?<=[^/])\.[^./]+$/, "");
export const extensionOf = (file: string): string => /[^/](\.[^./]+)$/.exec(file)?.[1] ?? "";
export const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1);
export const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/") + 1);

/** `a/`, `a/b/` of `a/b/c.md`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.push(path.slice(0, end + 1));
  return folders;
}
