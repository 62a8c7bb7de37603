/** The folder entries of a baseline. Each accepts all violations of one kind in a folder: see `FoldedViolation`. */
import { posix } from "node:path";
import { append } from "../platform/lists.js";
import type { Violation } from "../results.js";
import type { Entries } from "./file.js";

/** The parts of a violation by which a folder entry accepts it. */
export type FoldKind = Pick<Violation, "rule" | "messageId" | "cause" | "deadHost">;

export interface FolderEntry {
  readonly folder: string;
  readonly rule: string;
  /** The message id, with the cause if there is one. */
  readonly kind: string;
  /** The number of articles in the folder when the entry was written. */
  readonly articles: number;
}

export const foldKind = ({ messageId, cause }: FoldKind): string =>
  cause === undefined ? messageId : `${messageId} ${cause}`;

export class FolderEntries {
  readonly #entries = new Map<string, FolderEntry[]>();

  constructor(entries: Entries = new Map()) {
    for (const [folder, rules] of entries)
      for (const [rule, kinds] of rules)
        for (const [kind, articles] of kinds) this.add({ folder, rule, kind, articles });
  }

  add(entry: FolderEntry): void {
    const list = this.#entries.get(entry.folder);
    if (list) list.push(entry);
    else this.#entries.set(entry.folder, [entry]);
  }

  all(): FolderEntry[] {
    return [...this.#entries.values()].flat();
  }

  /** The entries of the folders above a file. */
  above(file: string): FolderEntry[] {
    if (this.#entries.size === 0) return [];
    const found: FolderEntry[] = [];
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      append(found, this.#entries.get(folder) ?? []);
      // The folder of the baseline is not above files elsewhere.
      if (folder === "." || /(?:^|\/)\.\.$/.test(folder) || posix.dirname(folder) === folder) return found;
    }
  }

  /** The entry that accepts this violation in a file. */
  for(file: string, violation: FoldKind): FolderEntry | undefined {
    const { rule, messageId, cause, deadHost } = violation;
    const kinds = [
      messageId,
      ...[cause, deadHost].flatMap((one) => (one === undefined ? [] : [`${messageId} ${one}`])),
    ];
    return this.above(file).find((entry) => entry.rule === rule && kinds.includes(entry.kind));
  }
}

/** As they stand in the file. */
export function folderMap(entries: readonly FolderEntry[]): Entries {
  const folders: Entries = new Map();
  for (const { folder, rule, kind, articles } of entries) {
    const rules = folders.get(folder) ?? new Map<string, Map<string, number>>();
    const kinds = rules.get(rule) ?? new Map<string, number>();
    folders.set(folder, rules.set(rule, kinds.set(kind, articles)));
  }
  return folders;
}
