/** The plan for a file: its rules with complete options, its schema, and how it is parsed. */
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { withoutEndSlashes } from "../platform/paths.js";
import { defaultReferrerPolicy } from "../probe/referrer.js";
import type { AnyRule, Option } from "../rule.js";
import { loadSchema, loadStatedSchema } from "../schema/index.js";
import type { EffectiveRule, EffectiveSettings } from "./effective.js";
import type { ResolvedConfig } from "./resolved.js";
import type { ConfigRequest, EnabledRule, FilePlan, PageContext, SiteConfig } from "./types.js";

export async function filePlan(
  { rules, schema, generator, frontMatter, images, site }: EffectiveSettings,
  { base, registry, site: sitePlan }: ResolvedConfig,
  { cli, untrusted }: Pick<ConfigRequest, "cli" | "untrusted">,
  show: (file: string) => string,
): Promise<FilePlan> {
  const enabled = registry.rules.flatMap((rule): EnabledRule[] => {
    const { severity, options } = rules.get(rule.name) ?? ruleOff;
    if (severity === "off") return [];
    const plugin = registry.plugins.get(rule.name);
    return [
      {
        rule,
        severity: severity === "warn" ? "warning" : "error",
        options: { ...defaultOptions(rule), ...options },
        ...(plugin !== undefined && { plugin: show(plugin) }),
      },
    ];
  });
  return {
    rules: enabled,
    ruleNames: registry.names,
    schema: schema && (await loadSchema(schema.reference, schema.folder, schema.within)),
    schemaIsChosen: schema?.isChosen,
    statedSchema:
      // An article that nobody knows must not choose what it is compared with.
      cli?.schema === undefined && !untrusted
        ? (reference, article) => loadStatedSchema(reference, article, base)
        : undefined,
    lazyAttributes: images.lazyAttributes ?? defaultLazyAttributes,
    imagesRoot: images.root,
    yaml: frontMatter.yaml,
    pageContext: site.url === undefined ? undefined : pageContextOf(site.url, site.referrerPolicy),
    ...(site.base !== undefined && { siteBase: `${withoutEndSlashes(site.base)}/` }),
    ...(site.output !== undefined && { siteOutput: site.output }),
    ...statedRoutes(site, base),
    site: sitePlan,
    ...(generator && { chosenGenerator: generator }),
  };
}

/** @param base folder of the configuration. */
function statedRoutes({ permalink, generated, links }: SiteConfig, base: string): Pick<FilePlan, "siteRoutes"> {
  if (permalink === undefined && generated === undefined && links === undefined) return {};
  const permalinks = typeof permalink === "string" ? [["**", permalink] as const] : Object.entries(permalink ?? {});
  return { siteRoutes: { folder: base, permalinks, generated, links } };
}

function pageContextOf(url: string, referrerPolicy: string = defaultReferrerPolicy): PageContext {
  if (!URL.canParse(url))
    throw new UserError(
      t("config.siteUrl", 'Invalid URL "{url}" in site.url.', { url }),
      t("config.siteUrl.use", "Use the URL that readers see, for example https://news.example/."),
    );
  return { page: new URL(url).href, referrerPolicy };
}

export const ruleOff: EffectiveRule = { severity: "off", options: {} };

export function defaultOptions(rule: AnyRule): Record<string, unknown> {
  return Object.fromEntries(Object.entries<Option>(rule.options ?? {}).map(([name, option]) => [name, option.default]));
}
