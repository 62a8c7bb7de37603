/** The schema of `images` in a configuration, with descriptions in the user's language. */
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { t } from "../platform/i18n.js";
import { defaultPolicy } from "../probe/policy.js";
import { defaultArchive, defaultHotlinkHosts, defaultTtl } from "./probe-policy.js";
import { integerSchema, objectSchema, type Schema, stringSchema, stringsSchema } from "./schema-parts.js";

const placeholder = (name: string): string => `\${${name}}`;

const rootSchema = () =>
  stringSchema(
    t("config.schema.images.root", "Folder for URLs that start with / (such as /a.png), relative to this file."),
  );

const lazyAttributesSchema = () =>
  stringsSchema(
    t(
      "config.schema.images.lazyAttributes",
      "Attributes that hold the URL of an image until a script moves it to src. Replaces the built-in list.",
    ),
    { default: defaultLazyAttributes },
  );

export function imagesSchema(): Schema {
  const { timeouts } = defaultPolicy;
  return objectSchema(t("config.schema.images", "How to check images."), {
    root: rootSchema(),
    allowHosts: stringsSchema(
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
    exclude: stringsSchema(
      t("config.schema.images.exclude", "URLs that are not requested: globs, or regular expressions between slashes."),
    ),
    include: stringsSchema(
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
      items: objectSchema(
        "",
        {
          from: stringSchema(t("config.schema.images.remap.from", "Start of the URL, or a /regular expression/.")),
          to: stringSchema(
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
      additionalProperties: objectSchema("", {
        headers: {
          description: t(
            "config.schema.images.hosts.headers",
            "Request headers for this host only. {variable} is replaced by the environment variable.",
            { variable: placeholder("NAME") },
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
    ca: stringSchema(
      t("config.schema.images.ca", "PEM file with additional trusted certificate authorities, relative to this file."),
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
      ...stringSchema(
        t("config.schema.images.archive", "URL of the archive; it must have the API of the Wayback Machine."),
      ),
      pattern: "^https?://",
      default: defaultArchive,
    },
    concurrency: integerSchema(
      t("config.schema.images.concurrency", "Maximum number of requests at a time."),
      1,
      defaultPolicy.concurrency,
    ),
    concurrencyPerHost: integerSchema(
      t("config.schema.images.concurrencyPerHost", "Maximum number of requests at a time to one host."),
      1,
      defaultPolicy.concurrencyPerHost,
    ),
    timeouts: objectSchema(t("config.schema.images.timeouts", "Timeouts in milliseconds."), {
      connect: integerSchema(
        t("config.schema.images.timeouts.connect", "Timeout for the connection, including TLS."),
        1,
        timeouts.connect,
      ),
      headers: integerSchema(
        t("config.schema.images.timeouts.headers", "Timeout for the response headers."),
        1,
        timeouts.headers,
      ),
      total: integerSchema(t("config.schema.images.timeouts.total", "Timeout for a whole request."), 1, timeouts.total),
      run: integerSchema(
        t(
          "config.schema.images.timeouts.run",
          "Time limit for all images of a run; the rest stays unchecked. 0: no limit.",
        ),
        0,
        timeouts.run,
      ),
    }),
    interval: integerSchema(
      t("config.schema.images.interval", "Minimum time between two requests to one host, in milliseconds."),
      0,
      defaultPolicy.interval,
    ),
    retries: integerSchema(
      t("config.schema.images.retries", "Maximum number of retries if a host responds with 429 (too many requests)."),
      0,
      defaultPolicy.retries,
    ),
    maxRetryAfter: integerSchema(
      t(
        "config.schema.images.maxRetryAfter",
        "Maximum time that stet waits for a host before a retry, in milliseconds. If the host requires more, stet sends it no more requests in this run.",
      ),
      0,
      defaultPolicy.maxRetryAfter,
    ),
    maxRedirects: integerSchema(
      t("config.schema.images.maxRedirects", "Maximum number of redirects to follow."),
      0,
      defaultPolicy.maxRedirects,
    ),
    maxBytes: integerSchema(
      t("config.schema.images.maxBytes", "Maximum number of bytes to read of an image to find its size."),
      1,
      defaultPolicy.maxBytes,
    ),
    userAgent: stringSchema(t("config.schema.images.userAgent", "User-Agent header of requests.")),
    headers: {
      description: t(
        "config.schema.images.headers",
        "Additional request headers for every server. Put secrets in hosts instead.",
      ),
      type: "object",
      additionalProperties: { type: "string" },
    },
    lazyAttributes: lazyAttributesSchema(),
    ttl: {
      description: t(
        "config.schema.images.ttl",
        "How long a cached image that was ok is trusted without a new request, for example 90s, 30m, 12h or 7d.",
      ),
      type: "string",
      pattern: "^[0-9]{1,6}[smhd]$",
      default: defaultTtl,
    },
    ledger: stringSchema(
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
    failAfter: objectSchema(
      t("config.schema.images.failAfter", "When a broken image becomes an error; until then it is a warning."),
      {
        runs: integerSchema(
          t("config.schema.images.failAfter.runs", "Number of consecutive runs in which the image was broken."),
          1,
          defaultPolicy.failAfter.runs,
        ),
        days: integerSchema(
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
      items: objectSchema(
        t("config.schema.images.placeholders.item", "An image matches if all given values match."),
        {
          name: stringSchema(
            t("config.schema.images.placeholders.name", "Name of the placeholder image, for messages."),
          ),
          url: stringSchema(
            t("config.schema.images.placeholders.url", "Glob or /regular expression/ for the URL after all redirects."),
          ),
          bytes: {
            description: t("config.schema.images.placeholders.bytes", "File size in bytes."),
            type: "integer",
            minimum: 1,
          },
          sha256: {
            description: t("config.schema.images.placeholders.sha256", "SHA-256 checksum of the file; requires bytes."),
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
    hotlinkHosts: stringsSchema(
      t(
        "config.schema.images.hotlinkHosts",
        "Hosts (with their subdomains) with hotlink protection: stet compares the responses with and without a Referer.",
      ),
      { default: defaultHotlinkHosts },
    ),
  });
}

/** The part of `images` that can differ between files. */
export const imagesOverrideSchema = (): Schema =>
  objectSchema(t("config.schema.overrides.images", "Settings for images that can differ between files."), {
    root: rootSchema(),
    lazyAttributes: lazyAttributesSchema(),
  });
