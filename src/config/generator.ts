/** Finds the generator that makes the site of an article: by the files of the site, or by the schema of its front matter. */
import path from "node:path";
import { readSettings } from "../platform/disk.js";
import { isRecord } from "../platform/is-record.js";
import { exists } from "../platform/paths.js";
import { withinOf } from "../platform/tree.js";
import { parseDataFile } from "../schema/index.js";
import { hexoPlan } from "./hexo.js";
import { jekyllPlan } from "./jekyll.js";
import { isUnblank } from "./posts.js";
import type { GeneratorPlan } from "./types.js";

type Settings = Readonly<Record<string, unknown>>;

/** The generators of the sites of a run. Each folder is looked at once. */
export class Generators {
  readonly #tree: string | undefined;
  readonly #byFolder = new Map<string, Promise<GeneratorPlan | undefined>>();
  readonly #bySchema = new Map<string, GeneratorPlan | undefined>();

  /** @param tree a folder whose files are read only if they are really in it. */
  constructor(tree?: string) {
    this.#tree = tree;
  }

  /**
   * The generator of an article. A schema of another generator in the configuration has priority over the files of the
   * site.
   *
   * @param file absolute path of the article.
   * @param schema name of the schema that the configuration chooses: `preset:hexo`.
   */
  async of(file: string, schema: string | undefined): Promise<GeneratorPlan | undefined> {
    const chosen = schema === undefined ? undefined : this.#chosenBy(schema);
    const found = await this.#in(path.dirname(file));
    return chosen && found?.name !== chosen.name ? chosen : found;
  }

  #in(folder: string): Promise<GeneratorPlan | undefined> {
    let found = this.#byFolder.get(folder);
    if (!found) {
      const parent = path.dirname(folder);
      found = siteIn(folder, withinOf(folder, this.#tree)).then(
        (site) => site ?? (parent === folder ? undefined : this.#in(parent)),
      );
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  /** The generator of a schema, without its settings, because its files were not found. */
  #chosenBy(schema: string): GeneratorPlan | undefined {
    if (!this.#bySchema.has(schema)) this.#bySchema.set(schema, planOfSchema(schema));
    return this.#bySchema.get(schema);
  }
}

function planOfSchema(schema: string): GeneratorPlan | undefined {
  switch (schema) {
    case "preset:hexo":
      return hexoPlan();
    case "preset:jekyll":
      return jekyllPlan();
    case "preset:hugo":
      return plainPlan("Hugo");
    case "preset:astro":
      return plainPlan("Astro");
    default:
      return undefined;
  }
}

/** A generator whose other behavior stet does not use. Hugo reads front matter after any number of blank lines. */
const plainPlan = (name: GeneratorPlan["name"]): GeneratorPlan => ({
  name,
  key: name,
  unpublished: () => undefined,
  reads: (lead) => name === "Hugo" || isUnblank(lead),
  readsMailDates: false,
  statesTimeZone: false,
  readsWholeElements: name === "MkDocs",
  addressKeys: () => [],
});

/** The generator whose site has this folder as its root. */
async function siteIn(folder: string, within: string | undefined): Promise<GeneratorPlan | undefined> {
  for (const name of ["mkdocs.yml", "mkdocs.yaml"])
    if (await exists(path.join(folder, name))) return plainPlan("MkDocs");
  const config = path.join(folder, "_config.yml");
  if (!(await exists(config))) return undefined;
  const settings = await settingsIn(config, within);
  const source = typeof settings.source_dir === "string" ? settings.source_dir : "source";
  if (await isHexo(folder, source, within)) return hexoPlan({ source: path.resolve(folder, source), settings });
  const root = path.resolve(folder, typeof settings.source === "string" ? settings.source : ".");
  if (await exists(path.join(root, "_posts"))) return jekyllPlan({ settings });
  return undefined;
}

/** Octopress, which is Jekyll, has its posts in `source/_posts`, too. */
async function isHexo(folder: string, source: string, within: string | undefined): Promise<boolean> {
  const { hexo, dependencies, devDependencies } = await packageIn(folder, within);
  if (hexo !== undefined || isNamed(dependencies, "hexo") || isNamed(devDependencies, "hexo")) return true;
  return (await exists(path.join(folder, source, "_posts"))) && !(await exists(path.join(folder, "Gemfile")));
}

const isNamed = (dependencies: unknown, name: string): boolean =>
  isRecord(dependencies) && Object.hasOwn(dependencies, name);

async function packageIn(folder: string, within: string | undefined): Promise<Settings> {
  try {
    return asSettings(JSON.parse(readSettings(path.join(folder, "package.json"), within)));
  } catch {
    // Missing or invalid: the other files decide.
    return {};
  }
}

/** Empty if the file cannot be read as data. The generator does not build the site then. */
async function settingsIn(config: string, within: string | undefined): Promise<Settings> {
  try {
    return asSettings((await parseDataFile(readSettings(config, within), config)).data);
  } catch {
    return {};
  }
}

const asSettings = (data: unknown): Settings => (isRecord(data) ? data : {});
