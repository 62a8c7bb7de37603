/** Finds the generator that makes the site of an article: by the configuration, by the files of the site, or by the schema. */
import path from "node:path";
import type { GeneratorName, SiteGenerator } from "../article/types.js";
import { existsSync } from "../platform/observed-fs.js";
import { isWithin } from "../platform/tree.js";
import { turns } from "../platform/turns.js";
import { builtPlan, builtRoot, builtSite } from "./built.js";
import { siteIn } from "./detect.js";
import { hexoPlan } from "./hexo-plan.js";
import { importedAnchors } from "./imported-anchors.js";
import { jekyllPlan } from "./jekyll-plan.js";
import { leftOutOf } from "./left-out.js";
import { markdownReader } from "./markdown.js";
import { profileOf, profiles } from "./profiles.js";
import { routesOf } from "./routes/index.js";
import { pathWith } from "./settings.js";
import { withOutput } from "./stated-output.js";
import { type StatedRoutes, withStatedRoutes } from "./stated-routes.js";
import { sizedClasses } from "./style-sizes.js";
import { tagReferences } from "./tags/index.js";
import type { GeneratorId, GeneratorPlan, Profile, Site } from "./types.js";

/** Files at the root of the sources of a site. */
const sourceFiles = ["package.json", "Gemfile", ...profiles.flatMap(({ config }) => config)];

/** The generators of the sites of a run. Each folder is looked at once. */
export class Generators {
  readonly #tree: string | undefined;
  readonly #byFolder = new Map<string, Promise<GeneratorPlan | undefined>>();
  readonly #byProfile = new Map<Profile, GeneratorPlan | undefined>();
  readonly #builtSites = new Map<string, GeneratorPlan>();
  /** What the configuration makes of a plan, by what it states. */
  readonly #stated = new WeakMap<GeneratorPlan, Map<string, GeneratorPlan>>();
  readonly #found = new Set<GeneratorPlan>();
  readonly #turn = turns();

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
   * @param output the setting `site.output`, as an absolute path.
   */
  async of(
    file: string,
    chosen: GeneratorId | undefined,
    schema?: string,
    output?: string,
  ): Promise<GeneratorPlan | undefined> {
    return this.ofFolder(path.dirname(file), chosen, schema, output);
  }

  /** The generator of the articles directly in a folder. */
  async ofFolder(
    folder: string,
    chosen: GeneratorId | undefined,
    schema?: string,
    output?: string,
  ): Promise<GeneratorPlan | undefined> {
    if (chosen === "plain") return undefined;
    if (chosen === "built") {
      // Beside its sources, their settings say where the site is.
      const source = await this.#in(folder, undefined);
      const own = source && builtSite(source, folder);
      return own === undefined
        ? this.#built(builtRoot(folder, sourceFiles), undefined, true)
        : this.#built(own, source, true);
    }
    const ofSchema = schema?.startsWith("preset:") ? profileOf(schema.slice("preset:".length)) : undefined;
    const profile = chosen === undefined ? ofSchema : profileOf(chosen);
    if (output !== undefined && isWithin(folder, output) && existsSync(output))
      return this.#built(output, await this.#in(path.dirname(output), profile));
    const found = await this.#withOutput(await this.#in(folder, profile), output);
    // The configuration of a stranger must not make articles a built site.
    const built = found && this.#tree === undefined ? builtSite(found, folder) : undefined;
    if (built !== undefined) return this.#built(built, found);
    return found ?? (profile && this.#withOutput(this.#without(profile), output));
  }

  /** With what the configuration states about addresses. */
  withRoutes(plan: GeneratorPlan, stated: StatedRoutes): GeneratorPlan {
    if (plan.id === "built") return plan;
    return this.#once(plan, `routes ${JSON.stringify(stated)}`, () => withStatedRoutes(plan, stated));
  }

  /** The same plan each time, so that a site is read once. */
  #once(plan: GeneratorPlan, key: string, make: () => GeneratorPlan): GeneratorPlan {
    const plans = this.#stated.get(plan) ?? new Map<string, GeneratorPlan>();
    this.#stated.set(plan, plans);
    const made = plans.get(key) ?? make();
    plans.set(key, made);
    return made;
  }

  /** Those whose files were found so far. */
  found(): readonly GeneratorPlan[] {
    return [...this.#found];
  }

  #built(root: string | undefined, generator: GeneratorPlan | undefined, isChosen = false): GeneratorPlan {
    const key = `${isChosen} ${root}`;
    const plan = this.#builtSites.get(key) ?? builtPlan(root, generator, isChosen);
    this.#builtSites.set(key, plan);
    return plan;
  }

  /** With the output folder that the configuration states, unless that is in another site. */
  async #withOutput(plan: GeneratorPlan | undefined, output: string | undefined): Promise<GeneratorPlan | undefined> {
    if (!plan || output === undefined) return plan;
    const owner = await this.#in(path.dirname(output), undefined);
    if (owner && plan.root !== undefined && owner.root !== plan.root) return plan;
    return this.#once(plan, `output ${output}`, () => withOutput(plan, output));
  }

  /** The nearest site upward; of this generator, if one is given. */
  #in(folder: string, profile: Profile | undefined): Promise<GeneratorPlan | undefined> {
    const key = `${profile?.id ?? ""} ${folder}`;
    let found = this.#byFolder.get(key);
    if (!found) {
      const parent = path.dirname(folder);
      found = siteIn(folder, { only: profile, tree: this.#tree }).then(async (site) => {
        if (site) return this.#plan(site.profile, site);
        const beside = await this.#beside(folder, profile);
        if (beside || parent === folder) return beside;
        // Each folder takes a hundred look-ups, and a path may have two thousand folders.
        await this.#turn();
        return this.#in(parent, profile);
      });
      this.#byFolder.set(key, found);
    }
    return found;
  }

  /** The site in a folder next to this one that reads the articles of this folder: `docs` of `website/`. */
  async #beside(folder: string, profile: Profile | undefined): Promise<GeneratorPlan | undefined> {
    for (const one of profiles) {
      if (one.beside === undefined || (profile && profile !== one)) continue;
      const site = await siteIn(path.join(path.dirname(folder), one.beside), { only: one, tree: this.#tree });
      const isArticles = site && one.content.folders.some((pattern) => isFolder(site, pattern, folder));
      if (site && isArticles) return this.#plan(one, site);
    }
    return undefined;
  }

  #plan(profile: Profile, site: Site): GeneratorPlan | undefined {
    const plan = planOf(profile, site);
    if (plan) this.#found.add(plan);
    return plan;
  }

  /** The generator without its settings, because its files were not found. */
  #without(profile: Profile): GeneratorPlan | undefined {
    if (!this.#byProfile.has(profile)) this.#byProfile.set(profile, planOf(profile));
    return this.#byProfile.get(profile);
  }
}

const isFolder = ({ root, settings }: Site, pattern: string, folder: string): boolean => {
  const found = pathWith(pattern, settings);
  return found?.startsWith("..") === true && path.resolve(root, found) === folder;
};

/** @param site `undefined` if its files were not found. */
export function planOf(profile: Profile, site?: Site): GeneratorPlan | undefined {
  const plan = planWithoutRoutes(profile, site);
  const routes = site && routesOf(site);
  const tags = routes?.tags;
  return (
    plan && {
      ...plan,
      routes,
      ...(tags && { tagReferences: (article, media) => tagReferences(article, tags, media) }),
    }
  );
}

function planWithoutRoutes(profile: Profile, site: Site | undefined): GeneratorPlan | undefined {
  if (profile.name === undefined) return undefined;
  const plan = planWithoutMarkdown(profile, profile.name, site);
  const dialects = ["a.md", "a.mdx"].map((name) =>
    plan.markdown.dialect(path.join(site?.root ?? "", "docs", name), {}),
  );
  const classes = site && sizedClasses(site.root);
  const moduleAnchors =
    site &&
    importedAnchors({
      root: site.root,
      modules: profile.markdown.modules ?? {},
      yaml: plan.yaml,
      generator: (file, text) => generatorFor(plan, file, text),
    });
  return {
    ...plan,
    moduleAnchors,
    // Without the templates of the site: when one is edited, what is known of front matter is still right.
    frontMatterKey: plan.key,
    key: JSON.stringify([plan.key, dialects, plan.markdown.key, ...(classes ?? [])]),
    sizedClasses: classes,
    leftOut: leftOutOf(profile, site),
  };
}

/** The generator as an article of it knows it. @param file absolute path. */
const generatorFor = (
  plan: Pick<GeneratorPlan, "name" | "reads" | "reader" | "readsWholeElements" | "markdown">,
  file: string,
  text: string,
): SiteGenerator => ({
  name: plan.name,
  readsAfterBlank: plan.reads(/^[\uFEFF\s]*/.exec(text)?.[0] ?? ""),
  reader: plan.reader,
  readsWholeElements: plan.readsWholeElements,
  dialect: (data) => plan.markdown.dialect(file, data),
});

/** Its key does not say how it reads Markdown. */
function planWithoutMarkdown(
  profile: Profile,
  name: GeneratorName,
  site: Site | undefined,
): Omit<GeneratorPlan, "leftOut"> {
  if (profile.id === "jekyll") return jekyllPlan(site);
  if (profile.id === "hexo") {
    const { source_dir } = site?.settings ?? {};
    const source = typeof source_dir === "string" ? source_dir : "source";
    return hexoPlan(site && { ...site, source: path.resolve(site.root, source) });
  }
  const { settings = {} } = site ?? {};
  const tagKey = profile.tagKey?.(settings);
  return {
    id: profile.id,
    name,
    // With the settings that the keys of tags depend on.
    key: JSON.stringify([profile.id, settings.timeZone, tagKey?.("É B"), profile.frontMatter?.key?.(settings)]),
    root: site?.root,
    yaml: profile.frontMatter?.yaml,
    reader: profile.frontMatter?.reader(settings),
    unpublished: () => undefined,
    readsWholeElements: profile.readsWholeElements?.(settings) ?? false,
    tagKey,
    markdown: markdownReader(profile, site),
    reads: (lead) => profile.frontMatter?.reads(lead),
    addressKeys: () => [],
  };
}
