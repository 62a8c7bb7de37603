import type { Reading } from "../../test/generators/recording.js";

/** Builds the fixture site with a real generator. */
export interface Recorder {
  /** The command that installs it. */
  readonly install: string;
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
