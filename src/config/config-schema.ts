/**
 * What may stand in a configuration, as a JSON Schema: what files are checked against, and what editors get as
 * `schemas/config.schema.json`.
 */
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
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
  const root = text("The folder that root-relative URLs (/a.png) are files of, relative to this file.");
  const lazyAttributes = texts(
    "The attributes that hold a picture's URL until a script moves it into src; instead of the built-in list.",
    { default: defaultLazyAttributes },
  );
  const frontMatter = object("How front matter is read.", {
    yaml: {
      description:
        "The version of YAML: 1.2, or 1.1 where Jekyll or another reader of it builds the site (no is false, 0123 octal, 12:30 a number).",
      enum: ["1.1", "1.2"],
      default: "1.2",
    },
  });
  const { timeouts } = defaultPolicy;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of stet",
    ...object('What stands in stet.config.* or under "stet" in package.json.', {
      $schema: text("The schema of this file, for editors."),
      extends: {
        description: `Presets (${presetNames.map((name) => `stet:${name}`).join(", ")}), configuration files and packages to start from; later ones win, this file wins over all. Without it: stet:recommended.`,
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      plugins: texts("Files (./rules.ts) and packages whose default export is a rule or a list of rules."),
      extensions: texts("The endings of the files that a folder is searched for.", {
        items: { type: "string", pattern: "^\\." },
        default: defaultExtensions,
      }),
      ignores: texts("Paths that are left out, relative to this file, as in a .gitignore."),
      rules: { $ref: "#/$defs/rules" },
      schemas: {
        description: "By glob, the JSON Schema of the front matter; the last glob that matches a file wins.",
        type: "object",
        additionalProperties: { $ref: "#/$defs/schema" },
      },
      frontMatter,
      images: object("How pictures are looked for.", {
        root,
        allowHosts: texts("Hosts (also host:port, addresses, CIDR ranges) that are asked although they are private."),
        allowPrivate: {
          description: "Whether loopback, private and link-local addresses are asked.",
          type: "boolean",
          default: defaultPolicy.allowPrivate,
        },
        exclude: texts("URLs that are not asked: globs, or regular expressions between slashes."),
        include: texts("If there are any, only URLs that one of these fits are asked."),
        remap: {
          description:
            "What is asked in the place of a URL, e.g. a copy of the site on this machine; the first that fits.",
          type: "array",
          items: object(
            "",
            {
              from: text("What the URL begins with, or a /regular expression/."),
              to: text("What stands there instead; $1 for groups of the expression."),
            },
            { required: ["from", "to"] },
          ),
        },
        hosts: {
          description:
            "By host (cdn.example, cdn.example:8080, *.example for those below it, or an origin): what is sent to it alone, and what its answers mean.",
          type: "object",
          additionalProperties: object("", {
            headers: {
              description: `Request headers; ${variable("NAME")} stands for a variable of the environment.`,
              type: "object",
              additionalProperties: { type: "string" },
            },
            statuses: {
              description: "By status (403) or class (4xx): what it means there.",
              type: "object",
              propertyNames: { pattern: "^[1-9](?:[0-9]{2}|xx)$" },
              additionalProperties: { enum: ["ok", "broken", "unverifiable", "unchecked"] },
            },
          }),
        },
        ca: text("File with the certificates (PEM) of authorities that are trusted as well, relative to this one."),
        insecure: {
          description: "Whether certificates are believed unseen.",
          type: "boolean",
          default: defaultPolicy.insecure,
        },
        suggestArchive: {
          description: "Whether an archive of the web is asked for copies of pictures that are not there.",
          type: "boolean",
          default: false,
        },
        archive: {
          ...text("The archive that is asked; it must answer as the Wayback Machine's does."),
          pattern: "^https?://",
          default: defaultArchive,
        },
        concurrency: count("Requests at a time.", 1, defaultPolicy.concurrency),
        concurrencyPerHost: count("Requests at a time to one host.", 1, defaultPolicy.concurrencyPerHost),
        timeouts: object("Time limits in milliseconds.", {
          connect: count("To connect, TLS included.", 1, timeouts.connect),
          headers: count("To the headers of the response.", 1, timeouts.headers),
          total: count("For one whole request.", 1, timeouts.total),
          run: count("For all pictures of a run; the rest is not checked then. 0: no limit.", 0, timeouts.run),
        }),
        interval: count("Milliseconds between two requests to one host, at least.", 0, defaultPolicy.interval),
        retries: count('How often a host that says "too many requests" is asked again.', 0, defaultPolicy.retries),
        maxRetryAfter: count(
          "Milliseconds that a host may make us wait; one that asks for more is not asked again in the run.",
          0,
          defaultPolicy.maxRetryAfter,
        ),
        maxRedirects: count("Redirects that are followed.", 0, defaultPolicy.maxRedirects),
        maxBytes: count("Bytes of a picture that are read at most to find its size.", 1, defaultPolicy.maxBytes),
        userAgent: text("How stet names itself to servers."),
        headers: {
          description: "More request headers, for every server; secrets belong in hosts.",
          type: "object",
          additionalProperties: { type: "string" },
        },
        lazyAttributes,
        ttl: {
          description: "For how long a picture that was there is believed without asking again: 90s, 30m, 12h, 7d.",
          type: "string",
          pattern: "^[0-9]{1,6}[smhd]$",
          default: defaultTtl,
        },
        ledger: text(
          "The file with the pictures that are known and not asked for again, relative to this one; made by stet ledger update.",
        ),
        sharedCache: {
          description:
            "A Redis or Valkey server that remembers pictures for many machines, in the place of this user's own cache: redis://host:6379/0, or $NAME for a variable of the environment that holds it.",
          type: "string",
          pattern: "^(rediss?://|\\$[A-Za-z_][A-Za-z0-9_]*$)",
        },
        failAfter: object("When a picture that is broken is an error; before, it is a warning.", {
          runs: count("Runs in a row in which it was broken.", 1, defaultPolicy.failAfter.runs),
          days: count("Days since the first of them.", 0, defaultPolicy.failAfter.days),
        }),
        placeholders: {
          description:
            "Pictures that stand for pictures that are gone, beside those that stet knows; stet probe --fingerprint URL prints one.",
          type: "array",
          items: object(
            "All that is given must fit.",
            {
              name: text("What it is, for messages."),
              url: text("Glob or /regular expression/ over the URL at the end of the redirects."),
              bytes: { description: "Size of the file.", type: "integer", minimum: 1 },
              sha256: {
                description: "Hash of the file, which wants bytes too.",
                type: "string",
                pattern: "^[0-9a-f]{64}$",
              },
              width: { description: "In pixels.", type: "integer", minimum: 1 },
              height: { description: "In pixels.", type: "integer", minimum: 1 },
            },
            {
              required: ["name"],
              anyOf: [{ required: ["url"] }, { required: ["bytes", "sha256"] }],
              dependentRequired: { sha256: ["bytes"] },
            },
          ),
        },
        hotlinkHosts: texts(
          "Hosts (and those below them) that send another picture to pages whose Referer they do not like: both answers are compared.",
          { default: defaultHotlinkHosts },
        ),
      }),
      site: object("The site that the articles are published on.", {
        url: {
          ...text("Where readers find it; pictures are then asked for as their browsers do."),
          pattern: "^https?://",
        },
        referrerPolicy: {
          description: "What the site's pages say of referrers (a meta tag or header).",
          enum: referrerPolicies,
          default: defaultReferrerPolicy,
        },
        content: {
          description:
            "Folders and globs relative to this file (! leaves out): all articles of the site. The rules of the family site/ compare a run on some of them with all. Without it: the articles of the run.",
          anyOf: [
            { type: "string", minLength: 1 },
            { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
          ],
        },
      }),
      overrides: {
        description: "Settings for some files; all that match apply, in this order.",
        type: "array",
        items: object(
          "",
          {
            files: {
              description: "Globs relative to this file; one without a slash matches names in any folder.",
              anyOf: [{ type: "string" }, { type: "array", items: { type: "string" }, minItems: 1 }],
            },
            rules: { $ref: "#/$defs/rules" },
            schema: { $ref: "#/$defs/schema" },
            frontMatter,
            images: object("What of images can differ between files.", { root, lazyAttributes }),
          },
          { required: ["files"] },
        ),
      },
    }),
    $defs: {
      schema: {
        description: "A file (relative to this one); preset:article, hexo, jekyll, hugo or astro; or false for none.",
        anyOf: [{ type: "string", minLength: 1 }, { const: false }],
      },
      rules: object(
        "Severities of rules: off, warn, error, or [severity, options].",
        Object.fromEntries([...registry].sort(byName).map((rule) => [rule.name, ruleGrammar(rule)])),
        plugins ? { patternProperties: { [foreignName(registry)]: foreignGrammar } } : {},
      ),
    },
  };
}

function foreignName(registry: readonly AnyRule[]): string {
  const families = new Set(registry.map(({ name }) => name.slice(0, name.indexOf("/"))));
  return `^(?!(?:${[...families].sort().join("|")})/)[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$`;
}

const foreignGrammar: Schema = {
  description: "A rule of a plugin.",
  anyOf: [
    { enum: severities },
    { type: "array", prefixItems: [{ enum: severities }, { type: "object" }], items: false, minItems: 2 },
  ],
};

const byName = (a: AnyRule, b: AnyRule): number => (a.name < b.name ? -1 : 1);

function ruleGrammar({ summary, options = {} }: AnyRule): Schema {
  const properties = Object.entries<Option>(options).map(([name, option]) => [name, { ...option }]);
  return {
    description: summary,
    anyOf: [
      { enum: severities },
      {
        type: "array",
        prefixItems: [{ enum: severities }, object("Options of the rule.", Object.fromEntries(properties))],
        items: false,
        minItems: 2,
      },
    ],
  };
}
