/**
 * The JSON Schema of configurations, with descriptions in the user's language. stet validates configuration files with
 * it, and editors use it as `schemas/config.schema.json` and `schemas/config.schema.zh-CN.json`.
 */
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { t, translate } from "../platform/i18n.js";
import { defaultPolicy } from "../probe/policy.js";
import { defaultReferrerPolicy, referrerPolicies } from "../probe/referrer.js";
import type { AnyRule, Option } from "../rule.js";
import { presetNames } from "./presets.js";
import { defaultArchive, defaultHotlinkHosts, defaultTtl } from "./probe-policy.js";

type Schema = Readonly<Record<string, unknown>>;

export const defaultExtensions: readonly string[] = [".md", ".markdown", ".html", ".htm"];

const severities = ["off", "warn", "error"];

const variable = (name: string): string => `\${${name}}`;
const text = (description: string): Schema => ({ description, type: "string" });
const texts = (description: string, more: Schema = {}): Schema => ({
  description,
  type: "array",
  items: { type: "string" },
  ...more,
});
const count = (description: string, minimum: number, standard: number): Schema => ({
  description,
  type: "integer",
  minimum,
  default: standard,
});
const object = (description: string, properties: Schema, more: Schema = {}): Schema => ({
  description,
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});

/**
 * The grammar of a configuration for these rules (JSON Schema 2020-12).
 *
 * @param options.plugins there may be other rules, of families that these rules do not have: for editors, which run no
 * plugin.
 */
export function configSchema(registry: readonly AnyRule[], { plugins = false } = {}): Schema {
  const root = text(
    t("config.schema.images.root", "Folder for URLs that start with / (such as /a.png), relative to this file."),
  );
  const lazyAttributes = texts(
    t(
      "config.schema.images.lazyAttributes",
      "Attributes that hold the URL of an image until a script moves it to src. Replaces the built-in list.",
    ),
    { default: defaultLazyAttributes },
  );
  const frontMatter = object(t("config.schema.frontMatter", "How to read front matter."), {
    yaml: {
      description: t(
        "config.schema.frontMatter.yaml",
        "YAML version. Use 1.1 for Jekyll and other generators that read YAML 1.1 (no is false, 0123 is octal, 12:30 is a number).",
      ),
      enum: ["1.1", "1.2"],
      default: "1.2",
    },
  });
  const { timeouts } = defaultPolicy;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: t("config.schema.title", "Configuration of stet"),
    ...object(t("config.schema.root", 'Content of stet.config.*, or of the key "stet" in package.json.'), {
      $schema: text(t("config.schema.$schema", "Schema of this file, for editors.")),
      extends: {
        description: t(
          "config.schema.extends",
          "Presets ({presets}), configuration files and packages to extend. Later ones override earlier ones, and this file overrides all. Default: stet:recommended.",
          { presets: presetNames.map((name) => `stet:${name}`).join(", ") },
        ),
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      plugins: texts(
        t(
          "config.schema.plugins",
          "Files (./rules.ts) and packages whose default export is a rule or a list of rules.",
        ),
      ),
      extensions: texts(t("config.schema.extensions", "File extensions to look for in folders."), {
        items: { type: "string", pattern: "^\\." },
        default: defaultExtensions,
      }),
      ignores: texts(
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
      images: object(t("config.schema.images", "How to check images."), {
        root,
        allowHosts: texts(
          t(
            "config.schema.images.allowHosts",
            "Private hosts to which stet may send requests: host, host:port, IP address or CIDR range.",
          ),
        ),
        allowPrivate: {
          description: t(
            "config.schema.images.allowPrivate",
            "Also send requests to loopback, private and link-local addresses.",
          ),
          type: "boolean",
          default: defaultPolicy.allowPrivate,
        },
        exclude: texts(
          t(
            "config.schema.images.exclude",
            "URLs that are not requested: globs, or regular expressions between slashes.",
          ),
        ),
        include: texts(
          t(
            "config.schema.images.include",
            "If set, only URLs that match one of these globs or regular expressions are requested.",
          ),
        ),
        remap: {
          description: t(
            "config.schema.images.remap",
            "Replacements in URLs before the request, for example to use a local copy of the site. The first match applies.",
          ),
          type: "array",
          items: object(
            "",
            {
              from: text(t("config.schema.images.remap.from", "Start of the URL, or a /regular expression/.")),
              to: text(
                t("config.schema.images.remap.to", "Replacement; $1 refers to a group of the regular expression."),
              ),
            },
            { required: ["from", "to"] },
          ),
        },
        hosts: {
          description: t(
            "config.schema.images.hosts",
            "Settings by host: cdn.example, cdn.example:8080, *.example for subdomains, or an origin.",
          ),
          type: "object",
          additionalProperties: object("", {
            headers: {
              description: t(
                "config.schema.images.hosts.headers",
                "Request headers for this host only. {variable} is replaced by the environment variable.",
                { variable: variable("NAME") },
              ),
              type: "object",
              additionalProperties: { type: "string" },
            },
            statuses: {
              description: t("config.schema.images.hosts.statuses", "Verdict by status code (403) or class (4xx)."),
              type: "object",
              propertyNames: { pattern: "^[1-9](?:[0-9]{2}|xx)$" },
              additionalProperties: { enum: ["ok", "broken", "unverifiable", "unchecked"] },
            },
          }),
        },
        ca: text(
          t(
            "config.schema.images.ca",
            "PEM file with additional trusted certificate authorities, relative to this file.",
          ),
        ),
        insecure: {
          description: t("config.schema.images.insecure", "Do not verify TLS certificates."),
          type: "boolean",
          default: defaultPolicy.insecure,
        },
        suggestArchive: {
          description: t("config.schema.images.suggestArchive", "Look up copies of broken images in a web archive."),
          type: "boolean",
          default: false,
        },
        archive: {
          ...text(
            t("config.schema.images.archive", "URL of the archive; it must have the API of the Wayback Machine."),
          ),
          pattern: "^https?://",
          default: defaultArchive,
        },
        concurrency: count(
          t("config.schema.images.concurrency", "Maximum number of requests at a time."),
          1,
          defaultPolicy.concurrency,
        ),
        concurrencyPerHost: count(
          t("config.schema.images.concurrencyPerHost", "Maximum number of requests at a time to one host."),
          1,
          defaultPolicy.concurrencyPerHost,
        ),
        timeouts: object(t("config.schema.images.timeouts", "Timeouts in milliseconds."), {
          connect: count(
            t("config.schema.images.timeouts.connect", "Timeout for the connection, including TLS."),
            1,
            timeouts.connect,
          ),
          headers: count(
            t("config.schema.images.timeouts.headers", "Timeout for the response headers."),
            1,
            timeouts.headers,
          ),
          total: count(t("config.schema.images.timeouts.total", "Timeout for a whole request."), 1, timeouts.total),
          run: count(
            t(
              "config.schema.images.timeouts.run",
              "Time limit for all images of a run; the rest stays unchecked. 0: no limit.",
            ),
            0,
            timeouts.run,
          ),
        }),
        interval: count(
          t("config.schema.images.interval", "Minimum time between two requests to one host, in milliseconds."),
          0,
          defaultPolicy.interval,
        ),
        retries: count(
          t(
            "config.schema.images.retries",
            "Maximum number of retries if a host responds with 429 (too many requests).",
          ),
          0,
          defaultPolicy.retries,
        ),
        maxRetryAfter: count(
          t(
            "config.schema.images.maxRetryAfter",
            "Maximum time that stet waits for a host before a retry, in milliseconds. If the host requires more, stet sends it no more requests in this run.",
          ),
          0,
          defaultPolicy.maxRetryAfter,
        ),
        maxRedirects: count(
          t("config.schema.images.maxRedirects", "Maximum number of redirects to follow."),
          0,
          defaultPolicy.maxRedirects,
        ),
        maxBytes: count(
          t("config.schema.images.maxBytes", "Maximum number of bytes to read of an image to find its size."),
          1,
          defaultPolicy.maxBytes,
        ),
        userAgent: text(t("config.schema.images.userAgent", "User-Agent header of requests.")),
        headers: {
          description: t(
            "config.schema.images.headers",
            "Additional request headers for every server. Put secrets in hosts instead.",
          ),
          type: "object",
          additionalProperties: { type: "string" },
        },
        lazyAttributes,
        ttl: {
          description: t(
            "config.schema.images.ttl",
            "How long a cached image that was ok is trusted without a new request, for example 90s, 30m, 12h or 7d.",
          ),
          type: "string",
          pattern: "^[0-9]{1,6}[smhd]$",
          default: defaultTtl,
        },
        ledger: text(
          t(
            "config.schema.images.ledger",
            "Ledger file relative to this file: images that are not requested again. Created by stet ledger update.",
          ),
        ),
        sharedCache: {
          description: t(
            "config.schema.images.sharedCache",
            "Redis or Valkey server that caches images for several machines, instead of the user's own cache: redis://host:6379/0, or $NAME for an environment variable.",
          ),
          type: "string",
          pattern: "^(rediss?://|\\$[A-Za-z_][A-Za-z0-9_]*$)",
        },
        failAfter: object(
          t("config.schema.images.failAfter", "When a broken image becomes an error; until then it is a warning."),
          {
            runs: count(
              t("config.schema.images.failAfter.runs", "Number of consecutive runs in which the image was broken."),
              1,
              defaultPolicy.failAfter.runs,
            ),
            days: count(
              t("config.schema.images.failAfter.days", "Number of days since the first of these runs."),
              0,
              defaultPolicy.failAfter.days,
            ),
          },
        ),
        placeholders: {
          description: t(
            "config.schema.images.placeholders",
            "Placeholder images that servers send instead of missing images, in addition to the built-in ones. stet probe --fingerprint URL prints an entry.",
          ),
          type: "array",
          items: object(
            t("config.schema.images.placeholders.item", "An image matches if all given values match."),
            {
              name: text(t("config.schema.images.placeholders.name", "Name of the placeholder image, for messages.")),
              url: text(
                t(
                  "config.schema.images.placeholders.url",
                  "Glob or /regular expression/ for the URL after all redirects.",
                ),
              ),
              bytes: {
                description: t("config.schema.images.placeholders.bytes", "File size in bytes."),
                type: "integer",
                minimum: 1,
              },
              sha256: {
                description: t(
                  "config.schema.images.placeholders.sha256",
                  "SHA-256 checksum of the file; requires bytes.",
                ),
                type: "string",
                pattern: "^[0-9a-f]{64}$",
              },
              width: {
                description: t("config.schema.images.placeholders.width", "Width in pixels."),
                type: "integer",
                minimum: 1,
              },
              height: {
                description: t("config.schema.images.placeholders.height", "Height in pixels."),
                type: "integer",
                minimum: 1,
              },
            },
            {
              required: ["name"],
              anyOf: [{ required: ["url"] }, { required: ["bytes", "sha256"] }],
              dependentRequired: { sha256: ["bytes"] },
            },
          ),
        },
        hotlinkHosts: texts(
          t(
            "config.schema.images.hotlinkHosts",
            "Hosts (with their subdomains) with hotlink protection: stet compares the responses with and without a Referer.",
          ),
          { default: defaultHotlinkHosts },
        ),
      }),
      site: object(t("config.schema.site", "Site on which the articles are published."), {
        url: {
          ...text(
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
      overrides: {
        description: t(
          "config.schema.overrides",
          "Settings for some files. All entries that match a file apply, in this order.",
        ),
        type: "array",
        items: object(
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
            frontMatter,
            images: object(t("config.schema.overrides.images", "Settings for images that can differ between files."), {
              root,
              lazyAttributes,
            }),
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
      rules: object(
        t("config.schema.rules", "Severities of rules: off, warn, error, or [severity, options]."),
        Object.fromEntries([...registry].sort(byName).map((rule) => [rule.name, ruleGrammar(rule)])),
        plugins ? { patternProperties: { [foreignName(registry)]: foreignGrammar() } } : {},
      ),
    },
  };
}

function foreignName(registry: readonly AnyRule[]): string {
  const families = new Set(registry.map(({ name }) => name.slice(0, name.indexOf("/"))));
  return `^(?!(?:${[...families].sort().join("|")})/)[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$`;
}

const foreignGrammar = (): Schema => ({
  description: t("config.schema.rules.plugin", "A rule of a plugin."),
  anyOf: [
    { enum: severities },
    { type: "array", prefixItems: [{ enum: severities }, { type: "object" }], items: false, minItems: 2 },
  ],
});

const byName = (a: AnyRule, b: AnyRule): number => (a.name < b.name ? -1 : 1);

function ruleGrammar({ name: rule, summary, options = {} }: AnyRule): Schema {
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
          object(t("config.schema.rules.options", "Options of the rule."), Object.fromEntries(properties)),
        ],
        items: false,
        minItems: 2,
      },
    ],
  };
}
