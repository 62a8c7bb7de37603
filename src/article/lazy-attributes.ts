/**
 * Attributes that hold an image URL until a script moves it into `src`, as found in public article repositories and
 * feeds: lazysizes and vanilla-lazyload (`data-src`, `data-srcset`), jQuery Lazy Load (`data-original`), WordPress
 * (`data-lazy-src`), Zhihu (`data-actualsrc`), Discuz (`file`, `zoomfile`).
 */
export const defaultLazyAttributes: readonly string[] = [
  "data-src",
  "data-srcset",
  "data-original",
  "data-original-src",
  "data-lazy-src",
  "data-lazy-srcset",
  "data-lazy",
  "data-actualsrc",
  "_src",
  "file",
  "zoomfile",
];
