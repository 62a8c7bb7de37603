/** `<base href>`: what relative URLs of an HTML page are relative to (https://html.spec.whatwg.org/#document-base-url). */
import { elementsIn } from "./elements.js";
import type { Body, UrlTarget } from "./types.js";
import { classifyUrl } from "./url.js";

/** No host can have this name (RFC 6761). */
const nowhere = "https://article.invalid";

interface Written {
  readonly url: string;
  readonly target: UrlTarget;
  readonly syntax: string;
}

/**
 * The references of an article as a browser resolves them. In HTML, the first `base` with a `href` counts, also for what is
 * before it.
 */
export function withBase<R extends Written>(references: readonly R[], text: string, body: Body): readonly R[] {
  // Hardly any article has one, and the walk is not free.
  const base = body.language === "html" && /<base\s/i.test(text) ? baseOf(body) : undefined;
  return base === undefined ? references : references.map((reference) => resolved(reference, base));
}

function baseOf(body: Body): string | undefined {
  for (const { tag, namespace, attributes } of elementsIn(body.children))
    if (tag === "base" && namespace === "html" && attributes.href) return attributes.href.value.trim();
  return undefined;
}

function resolved<R extends Written>(reference: R, base: string): R {
  const { target, url, syntax } = reference;
  if (syntax !== "html" || target.kind !== "local") return reference;
  const against = classifyUrl(base);
  if (against.kind === "template") return { ...reference, target: against };
  const joined =
    against.kind === "remote"
      ? parsed(url, against.url)?.href
      : against.kind === "local" && against.path !== "" && !/^[/\\]/.test(url)
        ? joinedPath(url, against.path)
        : undefined;
  return joined === undefined ? reference : { ...reference, target: classifyUrl(joined), resolved: joined };
}

function joinedPath(url: string, base: string): string | undefined {
  // A fragment or a query alone keeps the whole path of the base: `#x` leads to another page then.
  if (!base.startsWith("/")) return (/^[?#]/.test(url) ? base : base.slice(0, base.lastIndexOf("/") + 1)) + url;
  const found = parsed(url, nowhere + base);
  return found && found.pathname + found.search + found.hash;
}

const parsed = (url: string, base: string): URL | undefined =>
  URL.canParse(url, base) ? new URL(url, base) : undefined;
