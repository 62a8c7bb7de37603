/** The names in folders as spelled on disk. Each folder is read once a run. */
import path from "node:path";
import { readdirSync } from "./observed-fs.js";
import { isWithin, staysIn } from "./tree.js";

export interface DirectoryListings {
  /**
   * Finds what is at an absolute path. `from` is a folder whose spelling is known to be correct; the part that `target`
   * shares with it is not checked.
   */
  find(target: string, from: string): Found;
}

/** `unknown`: a folder in the path cannot be read. `path`: with the spelling on disk. */
export type Found =
  | { readonly state: "there" | "misspelled"; readonly path: string; readonly kind: "file" | "folder" | "other" }
  | { readonly state: "missing" | "unknown" };

interface Listing {
  readonly kinds: ReadonlyMap<string, "file" | "folder" | "other">;
  /** By the case-folded name; `undefined` if two names fold to the same. */
  readonly folded: ReadonlyMap<string, string | undefined>;
}

/** The same result for names that macOS (APFS) and Windows (NTFS) treat as equal. */
const fold = (name: string): string => name.normalize("NFC").toLowerCase();

/** @param tree a folder. Nothing is known of what is really outside of it. */
export function openDirectoryListings(tree?: string): DirectoryListings {
  const listings = new Map<string, Listing | "missing" | "unknown">();

  const list = (folder: string): Listing | "missing" | "unknown" => {
    let listing = listings.get(folder);
    if (!listing) {
      listing = read(folder);
      listings.set(folder, listing);
    }
    return listing;
  };

  /** By `from`: folders that were found with their spelling, so that only the last name of what is in them is checked. */
  const correct = new Map<string, Set<string>>();

  /** What most links lead to: a file in such a folder. */
  const findIn = (folder: string, name: string): Found | undefined => {
    const listing = list(folder);
    const kind = typeof listing === "string" ? undefined : listing.kinds.get(name);
    return kind && { state: "there", path: path.join(folder, name), kind };
  };

  return {
    find(target, from) {
      const folder = path.dirname(target);
      if (correct.get(from)?.has(folder) && !from.startsWith(target)) {
        const found = findIn(folder, path.basename(target));
        if (found) return found;
      }
      const inside = path.relative(from, target);
      if (path.isAbsolute(inside)) return { state: "unknown" }; // another drive on Windows
      if (tree !== undefined && !isWithin(target, tree)) return { state: "unknown" };
      const names = inside.split(path.sep).filter((name) => name !== "");
      let at = from;
      let state: "there" | "misspelled" = "there";
      let kind: "file" | "folder" | "other" = "folder";
      for (const name of names) {
        if (name === "..") {
          at = path.dirname(at);
          continue;
        }
        const listing = list(at);
        if (typeof listing === "string") return { state: listing };
        const real = listing.kinds.has(name) ? name : listing.folded.get(fold(name));
        if (real === undefined) return { state: "missing" };
        if (real !== name) state = "misspelled";
        kind = listing.kinds.get(real) ?? "other";
        at = path.join(at, real);
        // A link in the tree may lead out of it.
        if (tree !== undefined && !(isWithin(at, tree) && staysIn(at, tree))) return { state: "unknown" };
      }
      if (tree === undefined && state === "there" && names.length > 0 && names.at(-1) !== "..") {
        const folders = correct.get(from) ?? new Set();
        correct.set(from, folders.add(path.dirname(at)));
      }
      return { state, path: at, kind };
    },
  };
}

function read(folder: string): Listing | "missing" | "unknown" {
  try {
    const kinds = new Map<string, "file" | "folder" | "other">();
    const folded = new Map<string, string | undefined>();
    for (const entry of readdirSync(folder)) {
      const { name } = entry;
      kinds.set(name, entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other");
      folded.set(fold(name), folded.has(fold(name)) ? undefined : name);
    }
    return { kinds, folded };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return absent.has(code) ? "missing" : "unknown";
  }
}

const absent = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"]);
