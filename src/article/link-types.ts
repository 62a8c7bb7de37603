/**
 * The types of `link` elements: https://html.spec.whatwg.org/multipage/links.html#linkTypes. Browsers ignore a type that is not
 * there, and so do readers.
 */

/** Pages that readers are sent to. */
const pages = [
  "alternate",
  "author",
  "canonical",
  "help",
  "license",
  "next",
  "prev",
  "privacy-policy",
  "search",
  "terms-of-service",
];

/**
 * Files that browsers load. Not `pingback`, whose server other programs send messages to, and not `dns-prefetch` and
 * `preconnect`, of which only the host counts.
 */
const files = ["compression-dictionary", "icon", "manifest", "modulepreload", "prefetch", "preload", "stylesheet"];

/** https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/SafariWebContent/ConfiguringWebApplications/ConfiguringWebApplications.html */
const ofSafari = ["apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon"];

const followed = new Set([...pages, ...files, ...ofSafari]);

/** Whether a reader or a browser follows the `href` of a `link` element with this `rel`. */
export const isFollowedLink = (rel: string): boolean =>
  rel.split(/\s+/).some((type) => followed.has(type.toLowerCase()));
