/** Finds the generator that makes the site of an article: by the configuration, by the files of the site, or by the schema. */
import path from "node:path";
import { siteIn } from "./detect.js";
import { hexoPlan } from "./hexo-plan.js";
import { jekyllPlan } from "./jekyll-plan.js";
import { leftOutOf } from "./left-out.js";
import { markdownReader } from "./markdown.js";
import { profileOf } from "./profiles.js";
import type { GeneratorId, GeneratorPlan, Profile, Site } from "./types.js";

/** The generators of the sites of a run. Each folder is looked at once. */
export class Generators {
  readonly #tree: string | undefined;
  readonly #byFolder = new Map<string, Promise<GeneratorPlan | undefined>>();
  readonly #byProfile = new Map<Profile, GeneratorPlan | undefined>();
  readonly #found = new Set<GeneratorPlan>();

  /** @param tree a folder whose files are read only if they are really in it. */
  constructor(tree?: string) {
    this.#tree = tree;
  }

  /**
   * The generator of an article. What the configuration chooses has priority over the files of the site, and so does the
   * schema of another generator.
   *
   * @param file absolute path of the article.
   * @param chosen the setting `generator`.
   * @param schema name of the schema that the configuration chooses: `preset:hexo`.
   */
  async of(file: string, chosen: GeneratorId | undefined, schema?: string): Promise<GeneratorPlan | undefined> {
    return this.ofFolder(path.dirname(file), chosen, schema);
  }

  /** The generator of the articles directly in a folder. */
  async ofFolder(folder: string, chosen: GeneratorId | undefined, schema?: string): Promise<GeneratorPlan | undefined> {
    if (chosen === "plain") return undefined;
    const ofSchema = schema?.startsWith("preset:") ? profileOf(schema.slice("preset:".length)) : undefined;
    const profile = chosen === undefined ? ofSchema : profileOf(chosen);
    if (!profile) return this.#in(folder, undefined);
    return (await this.#in(folder, profile)) ?? this.#without(profile);
  }

  /** Those whose files were found so far. */
  found(): readonly GeneratorPlan[] {
    return [...this.#found];
  }

  /** The nearest site upward; of this generator, if one is given. */
  #in(folder: string, profile: Profile | undefined): Promise<GeneratorPlan | undefined> {
    const key = `${profile?.id ?? ""} ${folder}`;
    let found = this.#byFolder.get(key);
    if (!found) {
      const parent = path.dirname(folder);
      found = siteIn(folder, { only: profile, tree: this.#tree }).then((site) => {
        if (!site) return parent === folder ? undefined : this.#in(parent, profile);
        const plan = planOf(site.profile, site);
        if (plan) this.#found.add(plan);
        return plan;
      });
      this.#byFolder.set(key, found);
    }
    return found;
  }

  /** The generator without its settings, because its files were not found. */
  #without(profile: Profile): GeneratorPlan | undefined {
    if (!this.#byProfile.has(profile)) this.#byProfile.set(profile, planOf(profile));
    return this.#byProfile.get(profile);
  }
}

/** @param site `undefined` if its files were not found. */
export function planOf(profile: Profile, site?: Site): GeneratorPlan | undefined {
  if (profile.name === undefined) return undefined;
  if (profile.id === "jekyll") return { ...jekyllPlan(site), leftOut: leftOutOf(profile, site) };
  if (profile.id === "hexo") {
    const { source_dir } = site?.settings ?? {};
    const source = typeof source_dir === "string" ? source_dir : "source";
    const plan = hexoPlan(site && { ...site, source: path.resolve(site.root, source) });
    return { ...plan, leftOut: leftOutOf(profile, site) };
  }
  const { settings = {} } = site ?? {};
  const markdown = markdownReader(profile, site);
  return {
    id: profile.id,
    name: profile.name,
    key: JSON.stringify([
      profile.id,
      settings.timeZone,
      ["a.md", "a.mdx"].map((name) => markdown.dialect(path.join(site?.root ?? "", "docs", name), {})),
    ]),
    root: site?.root,
    yaml: profile.frontMatter?.yaml,
    reader: profile.frontMatter?.reader(settings),
    unpublished: () => undefined,
    readsWholeElements: profile.readsWholeElements?.(settings) ?? false,
    markdown,
    leftOut: leftOutOf(profile, site),
    reads: (lead) => profile.frontMatter?.reads(lead),
    addressKeys: () => [],
  };
}
