/** The covers in the front matter, by the keys that themes and generators use. */
import type { Path } from "../../src/rule.js";

export const coverKeys: readonly string[] = [
  "thumbnail",
  "headimg",
  "cover",
  "cover_image",
  "coverImage",
  "image",
  "images",
  "banner",
  "banner_img",
  "index_img",
  "top_img",
  "preview_image",
  "featured_image",
  "feature_image",
  "heroImage",
  "ogImage",
  "cover.image",
  "image.path",
  "image.url",
  "image.src",
  "header.image",
  "header.teaser",
];

/** The URL that a key holds, or the URLs of its list. */
export function imagesAt(data: Readonly<Record<string, unknown>>, key: string): { path: Path; url: string }[] {
  let value: unknown = data;
  let path: Path = [];
  for (const step of Object.hasOwn(data, key) ? [key] : key.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
    value = (value as Record<string, unknown>)[step];
    path = [...path, step];
  }
  const values = Array.isArray(value)
    ? value.map((item, index) => [[...path, index], item] as const)
    : [[path, value] as const];
  return values.flatMap(([place, item]) => {
    const url = typeof item === "string" ? item.trim() : "";
    return url === "" || /\{\{|\{%/.test(url) ? [] : [{ path: place, url }];
  });
}

/** Hosts that serve only placeholder images. */
export const placeholderHosts: readonly string[] = [
  "placehold.co",
  "placehold.it",
  "placeholder.com",
  "placehold.jp",
  "placeholdit.imgix.net",
  "placekitten.com",
  "placeimg.com",
  "placebear.com",
  "picsum.photos",
  "dummyimage.com",
  "loremflickr.com",
  "lorempixel.com",
  "fakeimg.pl",
  "source.unsplash.com",
];

/** Whether the host is one of these or a subdomain of one. */
export const isHostOf = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => host === one || host.endsWith(`.${one}`));

export function hostOf(url: string): string | undefined {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  return /^https?:/i.test(absolute) && URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

/** Whether the image comes from a host that serves only placeholder images. */
export function isPlaceholder(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && isHostOf(host, placeholderHosts);
}
