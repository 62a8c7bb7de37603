/** What the site rules of a run get from it. */
import type { Configs } from "../../config/index.js";
import type { FoundFile } from "../../discover/index.js";
import type { SiteMember } from "../../lint/site.js";
import type { FileStamp } from "../../platform/file-stamp.js";
import type { Sites as SiteModels } from "../../site/index.js";
import type { RunRequest } from "../request.js";
import type { EarlierSites } from "./earlier-sites.js";

/** An article of the run that was linted. */
export interface SiteArticle extends Pick<SiteMember, "plan" | "summarized" | "summaryOf" | "textLength"> {
  readonly file: FoundFile;
  /** Of the file, if the text was read from it and is still in it. */
  stamp(): FileStamp | undefined;
}

/** What the site rules of a run need. */
export interface SitesRequest extends Pick<RunRequest, "signal" | "onLongWork"> {
  readonly cwd: string;
  readonly configs: Configs;
  /** Whether ignore files also apply to the files that rules request. */
  readonly ignore: boolean;
  /** See `DiscoverRequest`. */
  readonly tree: string | undefined;
  /** Whether summaries are cached between runs. */
  readonly cache: boolean;
  /** Called with messages for the end of the run. */
  readonly note: (message: string) => void;
  /** The addresses of articles. */
  readonly models: SiteModels;
  /** Those at the commit of `--since`; `undefined` without one. */
  readonly earlier: EarlierSites | undefined;
  /** The files of a list that the paths of the run include. They need not exist. */
  readonly askedOf: (files: readonly string[]) => Promise<ReadonlySet<string>>;
}
