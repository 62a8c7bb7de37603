import type { Reading } from "../../test/generators/recording.js";

/** Builds the fixture sites with a real generator. */
export interface Recorder {
  /** The command that installs it. */
  readonly install: string;
  readonly frontMatter?: FrontMatterRecorder;
  readonly pages?: PageRecorder;
}

/** Records what a generator reads from `test/generators/articles.ts`. */
export interface FrontMatterRecorder {
  /** The files of the site besides the articles. */
  readonly files: Readonly<Record<string, string>>;
  /** The path of an article in the site. */
  place(article: string): string;
  build(request: BuildRequest): Promise<Built>;
}

export interface BuildRequest {
  readonly site: string;
  readonly from: string;
  readonly zone: string;
  readonly articles: readonly string[];
  write(file: string, text: string): void;
}

export interface Built {
  readonly version: string;
  /** Articles that are absent have no page. */
  readonly articles: Readonly<Record<string, Omit<Reading, "dates"> & { readonly date?: string | null }>>;
}

/** Records what a generator shows of `test/generators/pages/`. */
export interface PageRecorder {
  /** Articles for this generator alone, besides those of all. */
  readonly articles?: Readonly<Record<string, string>>;
  /** The files of the site besides the articles. */
  readonly files: Readonly<Record<string, string>>;
  /** The path of an article in the site. */
  place(article: string): string;
  build(request: BuildRequest): Promise<BuiltPages>;
}

export interface BuiltPages {
  readonly version: string;
  /** The HTML of the content of each page, without what the layout adds. */
  readonly pages: Readonly<Record<string, string | { readonly failed: string }>>;
}
