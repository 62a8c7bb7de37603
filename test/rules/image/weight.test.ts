import weight from "../../../rules/image/weight.js";
import { broken, testRule } from "../../support/rule-tester.js";

const jpeg = (bytes: number, width?: number, height?: number) => ({ type: "image/jpeg", bytes, width, height });
const png = (bytes: number, width: number, height: number) => ({ type: "image/png", bytes, width, height });
const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(weight, {
  accepts: [
    { name: "an image of exactly the limit", article: "![](a.jpg)", images: { "a.jpg": jpeg(1_000_000) } },
    { name: "an image of unknown size", article: "![](a.jpg)", images: { "a.jpg": { bytes: undefined } } },
    { name: "an image that is gone", article: "![](a.jpg)", images: { "a.jpg": broken("not-found", "HTTP 404") } },
    {
      ...html("twice as many pixels as are shown", '<img src="a.jpg" width="600" height="400">'),
      images: { "a.jpg": jpeg(300_000, 1200, 800) },
    },
    {
      ...html("many pixels of few bytes", '<img src="a.jpg" width="30" height="20">'),
      images: { "a.jpg": jpeg(4000, 300, 200) },
    },
    {
      ...html(
        "a side that is needed whole, because the other one is cropped",
        '<img src="a.jpg" width="60" height="800">',
      ),
      images: { "a.jpg": jpeg(300_000, 1200, 800) },
    },
    ...[
      'style="width: 100%"',
      'style="width: min(40em, 100%)"',
      'srcset="b.jpg 2x"',
      'width="{{ w }}"',
      'width="50%"',
      'width="100%" height="20"',
      'width="20" style="width: auto"',
      'width="20" height="10" style="width: auto; height: auto"',
    ].map((attribute) => ({
      ...html(`a size on the page that is not known: ${attribute}`, `<img src="a.jpg" ${attribute}>`),
      images: { "a.jpg": jpeg(300_000, 1200, 800), "b.jpg": jpeg(300_000, 2400, 1600) },
    })),
    {
      ...html("a drawing without pixels", '<img src="a.svg" width="6" height="4">'),
      images: { "a.svg": { type: "image/svg+xml", bytes: 300_000, width: 1200, height: 800 } },
    },
    {
      ...html("candidates of which the browser takes one", '<img src="s.jpg" srcset="s.jpg 1x, l.jpg 4x">'),
      images: { "s.jpg": jpeg(1000), "l.jpg": jpeg(9_000_000) },
    },
    {
      ...html(
        "the image for browsers that take none of the others",
        '<picture><source srcset="a.webp" type="image/webp"><img src="a.png" width="60"></picture><img src="a.png" srcset="a.webp 600w">',
      ),
      images: { "a.png": png(3_000_000, 1600, 1200), "a.webp": { type: "image/webp", bytes: 1000 } },
    },
    { name: "a screenshot as PNG", article: "![](a.png)", images: { "a.png": png(900_000, 1600, 1200) } },
    { name: "a small photo as PNG", article: "![](a.png)", images: { "a.png": png(90_000, 200, 200) } },
    {
      name: "an animated PNG, whose frames need their bytes",
      article: "![](a.png)",
      images: { "a.png": { ...png(500_000, 400, 300), animated: true } },
    },
    {
      name: "a GIF that does not move",
      article: "![](a.gif)",
      images: { "a.gif": { type: "image/gif", bytes: 300_000 } },
    },
    html("images that load at once, unless that is not wanted", '<img src="a.jpg"><img src="b.jpg">'),
    {
      ...html("the first image, which readers see at once", '<img src="a.jpg"><img src="b.jpg" loading="lazy">'),
      options: { lazy: true },
    },
    {
      ...html("a choice of the author", '<img src="a.jpg"><img src="b.jpg" loading="eager" decoding="sync">'),
      options: { lazy: true },
    },
  ],
  rejects: [
    {
      name: "more bytes than the limit",
      article: "![](«a.jpg»)",
      images: { "a.jpg": jpeg(1_000_001) },
      messages:
        'Image "a.jpg" is 1 MB, more than 1 MB. Compress it, or use a smaller copy. Run stet compress to replace it.',
    },
    {
      name: "another limit, and the cover in the front matter",
      article: "---\ncover: «a.jpg»\n---\n",
      schema: "preset:article",
      options: { maxBytes: 200_000 },
      images: { "a.jpg": jpeg(345_678) },
      messages:
        'Image "a.jpg" is 346 KB, more than 200 KB. Compress it, or use a smaller copy. Run stet compress to replace it.',
    },
    {
      ...html("more pixels than are shown", '<img src="«a.jpg»" width="600">'),
      images: { "a.jpg": jpeg(300_000, 2400, 1600) },
      messages:
        'Image "a.jpg" has 2400×1600 pixels, but is shown at 600×?. A copy with 1200×800 pixels would save about 225 KB. Run stet compress to replace it.',
    },
    {
      ...html("a size in the style", '<img src="«a.jpg»" style="width: 300px; height: auto">'),
      images: { "a.jpg": jpeg(300_000, 2400, 1600) },
      messages:
        'Image "a.jpg" has 2400×1600 pixels, but is shown at 300×?. A copy with 600×400 pixels would save about 281 KB. Run stet compress to replace it.',
    },
    {
      name: "a photo as PNG",
      article: "![](«a.png»)",
      images: { "a.png": png(1_000_000, 1000, 1000) },
      messages:
        'Photo "a.png" is a PNG of 1 MB. Save it as JPEG, WebP or AVIF, which would save about 750 KB. Run stet compress to replace it.',
    },
    {
      name: "an animation as GIF",
      article: "![](«a.gif»)",
      // 29.1 * log10(1,000,000) - 100.7 = 73.9 percent
      images: { "a.gif": { type: "image/gif", bytes: 1_000_000, animated: true } },
      messages:
        'Animation "a.gif" is a GIF of 1 MB. Use a video, which would save about 739 KB. Run stet compress to replace it.',
    },
    {
      ...html("what loads before it is seen", '<img src="a.jpg"><«img» src="b.jpg" alt="">'),
      options: { lazy: true },
      messages:
        'Missing loading="lazy", so browsers load the image before the reader scrolls to it. Add loading="lazy".',
      unsafelyFixed: '<img src="a.jpg"><img src="b.jpg" alt="" loading="lazy">',
    },
    {
      ...html("what the text waits for", '<«img» src="a.jpg">'),
      options: { decoding: true },
      messages: 'Missing decoding="async", so the text may wait for the image. Add decoding="async".',
      unsafelyFixed: '<img src="a.jpg" decoding="async">',
    },
  ],
});
