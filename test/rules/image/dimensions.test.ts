import dimensions from "../../../rules/image/dimensions.js";
import { broken, image, testRule, unverifiable } from "../../support/rule-tester.js";

const images = {
  "a.png": image(400, 299),
  "wide.jpg": image(1200, 600),
  "ornament.png": image(13, 13),
  "pixel.gif": image(1, 1),
  "slow.png": unverifiable("timeout", "no answer within 10 s"),
  "offline.png": { verdict: "unchecked", reason: "offline", detail: "--offline" },
  "gone.png": broken("not-found", "HTTP 404 (HEAD and GET)"),
  "a.svg": image(24, 24, { type: "image/svg+xml" }),
} as const;
const missing = (width: number, height: number, from = "") =>
  `Missing width and height, so the page jumps while loading. Add width="${width}" height="${height}"${from}, with height: auto in your CSS.`;

testRule(dimensions, {
  accepts: [
    {
      name: "a tag with a missing quote, whose attributes are uncertain",
      article: '<img width="640 height="480" src="a.png"><img src="a.png width="4px" height="3">',
      images,
    },
    { name: "the real size", article: '<img src="a.png" width="400" height="299">', images },
    { name: "the real proportions", article: '<img src="a.png" width="200" height="150">', images },
    { name: "a rounded side of a small picture", article: '<img src="wide.jpg" width="13" height="7">', images },
    {
      name: "what nothing tells the size of",
      article: '<img src="slow.png"><img src="offline.png" width="200">',
      images,
    },
    { name: "a picture that is gone", article: '<img src="gone.png" data-size="400,299">', images },
    { name: "a drawing", article: '<img src="a.svg"> <img src="a.svg" width="48">', images },
    {
      name: "a picture that counts readers",
      article: '<img src="pixel.gif"><img src="a.png" width="1" height="1"><img src="a.png" width="0">',
      images,
    },
    {
      name: "a size in the style",
      article: '<img src="a.png" style="max-width:100%; height: auto"><img src="a.png" style="width:50%">',
      images,
    },
    {
      name: "a picture that is cut to its frame",
      article: '<img src="a.png" width="100" height="100" style="object-fit:cover">',
      images,
    },
    { name: "what is not shown", article: '<img src="a.png" hidden>', images },
    { name: "what a template makes", article: '<img src="a.png" width="{{ w }}">', images },
    { name: "a display mode instead of a size", article: '<img src="slow.png" data-size="normal">', images },
    {
      name: "the size of the lazy picture",
      article: '<img src="pixel.gif" data-src="wide.jpg" width="600" height="300">',
      images,
    },
    { name: "Markdown, which cannot state it", article: "![图](a.png)\n", images },
    {
      name: "less than the tolerance",
      article: '<img src="wide.jpg" width="1000" height="520">',
      options: { ratioTolerance: 5 },
      images,
    },
  ],
  rejects: [
    {
      name: "no size at all",
      article:
        '<div>   \n<p><«img» src="a.png" data-size="680,340" referrerpolicy="no-referrer"></p></div>\n            ',
      images,
      messages: missing(400, 299),
      fixed:
        '<div>   \n<p><img src="a.png" data-size="680,340" referrerpolicy="no-referrer" width="400" height="299"></p></div>\n            ',
    },
    {
      name: "no size in a tag that closes itself",
      article: "<p><«img» src='a.png'/></p>",
      images,
      messages: missing(400, 299),
      fixed: '<p><img src=\'a.png\' width="400" height="299"/></p>',
    },
    {
      name: "no size though data-size states one",
      article: '<«img» src="slow.png" data-size="680,340">',
      images,
      messages: missing(680, 340, " (from the data attributes)"),
      unsafelyFixed: '<img src="slow.png" data-size="680,340" width="680" height="340">',
    },
    {
      name: "no size though Zhihu's attributes state one",
      article: '<«img» src="offline.png" data-rawwidth="1080" data-rawheight="720" data-size="normal" class="lazy">',
      images,
      messages: missing(1080, 720, " (from the data attributes)"),
      unsafelyFixed:
        '<img src="offline.png" data-rawwidth="1080" data-rawheight="720" data-size="normal" class="lazy" width="1080" height="720">',
    },
    {
      name: "no size though data-width and data-height state one",
      article: '<«img» src="slow.png" data-width="640" data-height="480">',
      images,
      messages: missing(640, 480, " (from the data attributes)"),
      unsafelyFixed: '<img src="slow.png" data-width="640" data-height="480" width="640" height="480">',
    },
    {
      name: "no size of a lazy picture",
      article: '<«img» src="pixel.gif" data-original="wide.jpg" zoomfile="wide.jpg">',
      images,
      messages: missing(1200, 600),
      fixed: '<img src="pixel.gif" data-original="wide.jpg" zoomfile="wide.jpg" width="1200" height="600">',
    },
    {
      name: "no size of a Discuz attachment",
      article: '<img id="aimg_7" src="none.gif" file="wide.jpg" zoomfile="wide.jpg" «width="600"»>',
      images,
      messages:
        '<img> has width="600" but no height, so the page jumps while loading. Add height="300", with height: auto in your CSS.',
      fixed: '<img id="aimg_7" src="none.gif" file="wide.jpg" zoomfile="wide.jpg" width="600" height="300">',
    },
    {
      name: "half a size",
      article: '<img src="a.png" «width="200"»> <img «height=598» src="a.png">',
      images,
      messages: [
        '<img> has width="200" but no height, so the page jumps while loading. Add height="150", with height: auto in your CSS.',
        '<img> has height="598" but no width, so the page jumps while loading. Add width="800", with height: auto in your CSS.',
      ],
      fixed: '<img src="a.png" width="200" height="150"> <img height=598 src="a.png" width="800">',
    },
    {
      name: "units beside a number that is not in proportion, which stays",
      article: '<img src="a.png" width="«400px»" height="200"> <img src="a.png" width="200" height="«200px»">',
      images,
      messages: [
        'Invalid width "400px", which must be an integer. Use width="400".',
        'Invalid height "200px", which must be an integer. Use height="200".',
      ],
      fixed: '<img src="a.png" width="400" height="200"> <img src="a.png" width="200" height="200">',
      unsafelyFixed: '<img src="a.png" width="400" height="299"> <img src="a.png" width="200" height="150">',
    },
    {
      name: "units",
      article: '<img src="a.png" width="«400px»" height="299">',
      images,
      messages: 'Invalid width "400px", which must be an integer. Use width="400".',
      fixed: '<img src="a.png" width="400" height="299">',
    },
    {
      name: "units of what nothing tells the size of",
      article: '<img src="slow.png" height="«280px»">',
      images,
      messages: 'Invalid height "280px", which must be an integer. Use height="280".',
      fixed: '<img src="slow.png" height="280">',
    },
    {
      name: "words for numbers",
      article: '<img src="a.png" width="200" height="«auto»"> <img src="slow.png" width="«auto»">',
      images,
      messages: [
        'Invalid height "auto", which must be an integer. Use height="150".',
        'Invalid width "auto", which must be an integer. Use the number of pixels without a unit.',
      ],
      fixed: '<img src="a.png" width="200" height="150"> <img src="slow.png" width="auto">',
    },
    {
      name: "percentages, without a fix",
      article: '<img src="a.png" width="«100%»">',
      images,
      messages:
        'Percentage width="100%" reserves no space for the image. Use width="400" height="299" and scale the image with CSS, with height: auto.',
    },
    {
      name: "proportions that an earlier run has seen",
      article: '<img src="a.png" width="600" height="«600»">',
      images: { "a.png": image(1200, 600, { asOf: "2026-11-02T08:00:00.000Z" }) },
      messages:
        "Size 600×600 distorts the image as seen on 2026-11-02, which was 1200×600. Run stet online to find out which is right.",
      unsafelyFixed: '<img src="a.png" width="600" height="300">',
    },
    {
      name: "wrong proportions",
      article: '<img src="wide.jpg" width="600" height="«600»">',
      images,
      messages: 'Size 600×600 distorts the image, which is 1200×600. Use height="300" with this width.',
      unsafelyFixed: '<img src="wide.jpg" width="600" height="300">',
    },
    {
      name: "an img of several pictures once",
      article: '<«img» src="a.png" srcset="wide.jpg 2x, slow.png 3x">',
      images,
      messages: missing(400, 299),
      fixed: '<img src="a.png" srcset="wide.jpg 2x, slow.png 3x" width="400" height="299">',
    },
    {
      name: "an ornament",
      article: '<«img» src="ornament.png">',
      images,
      messages: missing(13, 13),
      fixed: '<img src="ornament.png" width="13" height="13">',
    },
  ],
});
