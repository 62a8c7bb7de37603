/** What a page in MDX imports, and what that adds to the ids of the page. */
import type { Anchors } from "./references.js";

/** A module of which a page shows something, or a component that it has without importing it. */
export interface UsedModule {
  /** As written; `undefined`: the page does not import it. */
  readonly specifier: string | undefined;
  /** `Foo` of `<Foo.Bar>`; empty if it has no name. */
  readonly name: string;
  /** It is where a component may show more than what the page has in it. */
  readonly isOpaque: boolean;
}

/** What an article has itself, and what adds to it. */
export interface OwnAnchors {
  readonly anchors: Anchors;
  readonly modules: readonly UsedModule[];
}

/** What modules add to a page. */
export interface ModuleAnchors {
  /** Of articles that are imported, with those that these import. */
  readonly articles: readonly Anchors[];
  /** Of components. */
  readonly ids: ReadonlySet<string>;
  /** There may be any other id. */
  readonly isPartial: boolean;
  /** The files that were read or looked for. */
  readonly files: readonly ModuleFile[];
}

/** A file on which the ids of a page depend. */
export interface ModuleFile {
  /** Absolute path. */
  readonly path: string;
  /** SHA-256 (hex) of its bytes; `undefined`: there is none that may be read. */
  readonly hash: string | undefined;
}
