/** What of a configuration in code only running it could tell. */
import type { TextStep } from "../article/types.js";
import type { Settings } from "./types.js";

/** A value that a configuration does not state as a literal. */
export interface Unread {
  /** A call, such as `starlight({…})`. */
  readonly call?: Call;
  /** The package or file that the value is imported from: `remark-math`. */
  readonly module?: string | undefined;
  /** A function: the modules of what it passes to `use`, such as `md.use(footnote)`. `undefined`: not known. */
  readonly uses?: readonly (string | undefined)[];
  /** A function: it may make ids or headings itself, if it changes markdown-it. */
  readonly makesIds?: true;
  /** A function: what all texts begin with that it returns, alone or in a list. Absent: not known. */
  readonly starts?: readonly string[];
  /** A function: the steps in which it changes a text that it gets, and does nothing else. */
  readonly textSteps?: readonly TextStep[];
  /** Values that it may have: both branches of a condition, and what follows `||`. Without such, absent. */
  readonly possible?: PossibleValues;
}

export interface PossibleValues {
  readonly values: readonly unknown[];
  /** It may have others, too, such as one of the environment. */
  readonly isOpen: boolean;
}

export interface Call {
  readonly name: string;
  /** The package or file that the function is imported from, if that is known. */
  readonly from: string | undefined;
  /** The arguments as far as they can be read. */
  readonly values: readonly unknown[];
}

/** By object or list: what could not be read of it, by key. `*`: there may be any other key. */
const unreadOf = new WeakMap<object, Map<string, Unread>>();

/**
 * What the configuration has at a key (`a`), or at an index of a list, that only running it could tell. `undefined`: the value
 * was read, or there is none.
 */
export function unreadAt(container: unknown, key: string | number): Unread | undefined {
  if (typeof container !== "object" || container === null) return undefined;
  const unread = unreadOf.get(container);
  return unread?.get(String(key)) ?? (Object.hasOwn(container, key) ? undefined : unread?.get("*"));
}

/** The configuration states a value at the key, or only running it could tell whether it does. */
export const mayState = (container: unknown, key: string): boolean =>
  (typeof container === "object" && container !== null && Object.hasOwn(container, key)) ||
  unreadAt(container, key) !== undefined;

/** What could not be read of an object, by key. */
export const unreadKeys = (container: object): ReadonlyMap<string, Unread> => unreadOf.get(container) ?? new Map();

/** The key has a value that was read after all. */
export const markRead = (container: object, key: string): void => void unreadOf.get(container)?.delete(key);

export function markUnread(container: object, key: string, unread: Unread = {}): void {
  const known = unreadOf.get(container) ?? new Map<string, Unread>();
  unreadOf.set(container, known.set(key, unread));
}

/** By settings: the packages or files of the functions that got them and may have returned others. */
const changers = new WeakMap<object, readonly (string | undefined)[]>();

/**
 * Where the functions come from that a configuration gives its settings to, such as `withTheme({…})`: they may return others.
 * `undefined`: not known.
 */
export const changersOf = (settings: object): readonly (string | undefined)[] => changers.get(settings) ?? [];

export const markChangers = (settings: object, from: readonly (string | undefined)[]): void =>
  void (from.length > 0 && changers.set(settings, from));

/** An object of which nothing could be read. */
export function unreadObject(): Settings {
  const empty = {};
  markUnread(empty, "*");
  return empty;
}
