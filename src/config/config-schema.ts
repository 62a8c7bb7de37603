/**
 * The JSON Schema of configurations, with descriptions in the user's language. stet validates configuration files with
 * it, and editors use it as `schemas/config.schema.json` and `schemas/config.schema.zh-CN.json`.
 */
import { generatorIds } from "../generators/ids.js";
import { t, translate } from "../platform/i18n.js";
import { defaultReferrerPolicy, referrerPolicies } from "../probe/referrer.js";
import type { AnyRule, Option } from "../rule.js";
import { imagesOverrideSchema, imagesSchema } from "./config-schema-images.js";
import { presetNames } from "./presets.js";
import { objectSchema, type Schema, stringSchema, stringsSchema } from "./schema-parts.js";

export const defaultExtensions: readonly string[] = [".md", ".markdown", ".html", ".htm"];

const severities = ["off", "warn", "error"];

/**
 * Creates the schema of configurations for these rules (JSON Schema 2020-12).
 *
 * @param options.plugins also allow rules of other groups. For editors, which do not run plugins.
 */
export function configSchema(registry: readonly AnyRule[], { plugins = false } = {}): Schema {
  const frontMatter = objectSchema(t("config.schema.frontMatter", "How to read front matter."), {
    yaml: {
      description: t(
        "config.schema.frontMatter.yaml",
        "YAML version. 1.1: no is false, 0123 is octal, 12:30 is a number. Default: as the generator reads YAML, or 1.2 without a generator.",
      ),
      enum: ["1.1", "1.2"],
    },
  });
  const generator = {
    description: t(
      "config.schema.generator",
      'Generator that makes the site, which decides how front matter is read. "plain": none. Default: detected from the files of the site.',
    ),
    enum: generatorIds,
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: t("config.schema.title", "Configuration of stet"),
    ...objectSchema(t("config.schema.root", 'Content of stet.config.*, or of the key "stet" in package.json.'), {
      $schema: stringSchema(t("config.schema.$schema", "Schema of this file, for editors.")),
      extends: {
        description: t(
          "config.schema.extends",
          "Presets ({presets}), configuration files and packages to extend. Later ones override earlier ones, and this file overrides all. Default: stet:recommended.",
          { presets: presetNames.map((name) => `stet:${name}`).join(", ") },
        ),
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      plugins: stringsSchema(
        t(
          "config.schema.plugins",
          "Files (./rules.ts) and packages whose default export is a rule or a list of rules.",
        ),
      ),
      generator,
      extensions: stringsSchema(t("config.schema.extensions", "File extensions to look for in folders."), {
        items: { type: "string", pattern: "^\\." },
        default: defaultExtensions,
      }),
      ignores: stringsSchema(
        t("config.schema.ignores", "Paths to ignore, relative to this file, with the syntax of .gitignore."),
      ),
      rules: { $ref: "#/$defs/rules" },
      schemas: {
        description: t(
          "config.schema.schemas",
          "JSON Schemas for front matter by glob. The last glob that matches a file applies.",
        ),
        type: "object",
        additionalProperties: { $ref: "#/$defs/schema" },
      },
      frontMatter,
      images: imagesSchema(),
      site: objectSchema(t("config.schema.site", "Site on which the articles are published."), {
        url: {
          ...stringSchema(
            t(
              "config.schema.site.url",
              "URL of the site for readers. stet then requests images as browsers on this site do.",
            ),
          ),
          pattern: "^https?://",
        },
        referrerPolicy: {
          description: t(
            "config.schema.site.referrerPolicy",
            "Referrer policy of the pages of the site (set by a meta tag or a header).",
          ),
          enum: referrerPolicies,
          default: defaultReferrerPolicy,
        },
        base: {
          description: t(
            "config.schema.site.base",
            "What the addresses of all pages begin with, such as /blog/. Default: as the configuration of the site generator says.",
          ),
          pattern: "^/",
        },
        output: {
          description: t(
            "config.schema.site.output",
            "Folder of the built site, relative to this file. Default: as the configuration of the site generator says.",
          ),
          minLength: 1,
        },
        permalink: {
          description: t(
            "config.schema.site.permalink",
            "Addresses of articles that stet cannot know, below the base path: a pattern such as /posts/:slug/, or patterns by glob, relative to this file. The last glob that matches a file applies.",
          ),
          anyOf: [
            { type: "string", pattern: "^/" },
            { type: "object", additionalProperties: { type: "string", pattern: "^/" } },
          ],
        },
        generated: {
          description: t(
            "config.schema.site.generated",
            "Addresses of pages and files that plugins, themes and templates make, below the base path, such as /map/ or /tags/*. Then other addresses that stet does not know do not exist.",
          ),
          type: "array",
          items: { type: "string", pattern: "^/[^*]*\\**$" },
        },
        links: {
          description: t(
            "config.schema.site.links",
            "What links to source files such as b.md become if stet cannot know it: the address of the page (converted), or the same as written (as-is). No plugin then changes other URLs.",
          ),
          enum: ["as-is", "converted"],
        },
        content: {
          description: t(
            "config.schema.site.content",
            "Folders and globs of all articles of the site, relative to this file (! excludes). The site rules compare the checked articles with all of them. Default: only the checked articles.",
          ),
          anyOf: [
            { type: "string", minLength: 1 },
            { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
          ],
        },
      }),
      fold: {
        description: t(
          "config.schema.fold",
          'Whether reports show a violation that nearly all articles of a folder have, or many articles for one reason, as one (--fold, --no-fold). "feeds": also one that at least 10 articles have, with the feeds (categories) of which nearly all articles have it.',
        ),
        enum: [true, false, "feeds"],
        default: true,
      },
      overrides: {
        description: t(
          "config.schema.overrides",
          "Settings for some files. All entries that match a file apply, in this order.",
        ),
        type: "array",
        items: objectSchema(
          "",
          {
            files: {
              description: t(
                "config.schema.overrides.files",
                "Globs relative to this file. A glob without a slash matches file names in any folder.",
              ),
              anyOf: [{ type: "string" }, { type: "array", items: { type: "string" }, minItems: 1 }],
            },
            rules: { $ref: "#/$defs/rules" },
            schema: { $ref: "#/$defs/schema" },
            generator,
            frontMatter,
            images: imagesOverrideSchema(),
          },
          { required: ["files"] },
        ),
      },
    }),
    $defs: {
      schema: {
        description: t(
          "config.schema.schema",
          "Schema file relative to this file, a preset (preset:article, preset:hexo, preset:jekyll, preset:hugo or preset:astro), or false for none.",
        ),
        anyOf: [{ type: "string", minLength: 1 }, { const: false }],
      },
      rules: objectSchema(
        t("config.schema.rules", "Severities of rules: off, warn, error, or [severity, options]."),
        Object.fromEntries([...registry].sort(byName).map((rule) => [rule.name, ruleSchema(rule)])),
        plugins ? { patternProperties: { [pluginRulePattern(registry)]: pluginRuleSchema() } } : {},
      ),
    },
  };
}

function pluginRulePattern(registry: readonly AnyRule[]): string {
  const families = new Set(registry.map(({ name }) => name.slice(0, name.indexOf("/"))));
  return `^(?!(?:${[...families].sort().join("|")})/)[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$`;
}

const pluginRuleSchema = (): Schema => ({
  description: t("config.schema.rules.plugin", "A rule of a plugin."),
  anyOf: [
    { enum: severities },
    { type: "array", prefixItems: [{ enum: severities }, { type: "object" }], items: false, minItems: 2 },
  ],
});

const byName = (a: AnyRule, b: AnyRule): number => (a.name < b.name ? -1 : 1);

function ruleSchema({ name: rule, summary, options = {} }: AnyRule): Schema {
  const properties = Object.entries<Option>(options).map(([name, option]) => [
    name,
    {
      ...option,
      ...(option.description !== undefined && {
        description: translate(`${rule}.options.${name}`, option.description),
      }),
    },
  ]);
  return {
    description: translate(`${rule}.summary`, summary),
    anyOf: [
      { enum: severities },
      {
        type: "array",
        prefixItems: [
          { enum: severities },
          objectSchema(t("config.schema.rules.options", "Options of the rule."), Object.fromEntries(properties)),
        ],
        items: false,
        minItems: 2,
      },
    ],
  };
}
