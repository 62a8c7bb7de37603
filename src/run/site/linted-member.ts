import type { FilePlan } from "../../config/types.js";
import { type SiteMember, sitePathOf } from "../../lint/site.js";
import type { SiteArticle } from "./sites-request.js";

/** An article of the run. There may be a hundred thousand, so it has no closure. */
export class LintedMember implements SiteMember {
  readonly path: string;
  readonly clashes: SiteMember["clashes"];
  readonly moved: SiteMember["moved"];
  readonly orphan: SiteMember["orphan"];
  readonly #article: SiteArticle;

  constructor(article: SiteArticle, { clashes, moved, orphan }: Pick<SiteMember, "clashes" | "moved" | "orphan">) {
    const { file, plan } = article;
    this.path = sitePathOf(plan, file.path, file.shown);
    this.clashes = clashes;
    this.moved = moved;
    this.orphan = orphan;
    this.#article = article;
  }

  get shown(): string {
    return this.#article.file.shown;
  }

  get linted(): true {
    return true;
  }

  get plan(): FilePlan {
    return this.#article.plan;
  }

  get summarized(): readonly string[] {
    return this.#article.summarized;
  }

  get textLength(): number {
    return this.#article.textLength;
  }

  summaryOf(rule: string): unknown {
    return this.#article.summaryOf(rule);
  }
}
