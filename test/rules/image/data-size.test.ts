import dataSize from "../../../rules/image/data-size.js";
import { broken, image, testRule, unverifiable } from "../../support/rule-tester.js";

const images = {
  "a.png": image(400, 299),
  "big.jpg": image(1080, 720),
  "blank.gif": image(1, 1),
  "gone.png": broken("not-found", "HTTP 404 (HEAD and GET)"),
  "slow.png": unverifiable("timeout", "no answer within 10 s"),
  "a.svg": image(24, 24, { type: "image/svg+xml" }),
};

testRule(dataSize, {
  accepts: [
    { name: "a tag with a missing quote", article: '<img data-size="4,3" alt="a src="a.png" title="b">', images },
    { name: "the real size", article: '<img src="a.png" data-size="400,299">', images },
    { name: "no statement", article: '<img src="a.png">', images },
    {
      name: "a display mode, as Zhihu writes it",
      article: '<img src="a.png" data-rawwidth="400" data-rawheight="299" data-size="normal" class="lazy">',
      images,
    },
    { name: "what nobody could verify", article: '<img src="slow.png" data-size="1,1">', images },
    { name: "a picture that is gone", article: '<img src="gone.png" data-size="1,1">', images },
    { name: "a drawing, which has no pixels", article: '<img src="a.svg" data-size="400,299">', images },
    { name: "what a template makes", article: '<img src="a.png" data-size="{{ w }},{{ h }}">', images },
    {
      name: "a pixel of difference, where that is tolerated",
      article: '<img src="a.png" data-size="401,298">',
      options: { tolerance: 1 },
      images,
    },
    {
      name: "the size of the lazy picture beside a placeholder",
      article: '<img src="blank.gif" data-original="big.jpg" data-size="1080,720">',
      images,
    },
    {
      name: "a placeholder whose picture is in data-srcset, where nobody knows which is meant",
      article: '<img src="blank.gif" data-srcset="big.jpg 1x, a.png 2x" data-size="1080,720">',
      images,
    },
    {
      name: "candidates of other sizes",
      article: '<img src="a.png" srcset="big.jpg 2x" data-size="400,299">',
      images,
    },
    { name: "the attribute on other elements", article: '<a data-size="1600x1200"><b data-size="large">甲</b></a>' },
  ],
  rejects: [
    {
      name: "other numbers than the picture's",
      article:
        '\n---\ntitle: 甲\n---\n<div>   \n<p><img src="a.png" data-size="«680,340»" referrerpolicy="no-referrer"></p></div>\n            ',
      images,
      messages: 'Wrong data-size "680,340". Use the real size of the image, "400,299".',
      fixed:
        '\n---\ntitle: 甲\n---\n<div>   \n<p><img src="a.png" data-size="400,299" referrerpolicy="no-referrer"></p></div>\n            ',
    },
    {
      name: "the height before the width",
      article: '<img src="a.png" data-size="«299,400»">',
      images,
      messages: 'Swapped data-size "299,400", with height before width. Use "400,299".',
      fixed: '<img src="a.png" data-size="400,299">',
    },
    {
      name: "more than what is tolerated",
      article: "<img src=a.png data-size=«402,299»>",
      options: { tolerance: 1 },
      images,
      messages: 'Wrong data-size "402,299". Use the real size of the image, "400,299".',
      fixed: '<img src=a.png data-size="400,299">',
    },
    {
      name: "the placeholder's size for the lazy picture",
      article: '<img src="blank.gif" data-original="big.jpg" data-src="big.jpg" data-size="«1,1»">',
      images,
      messages: 'Wrong data-size "1,1". Use the real size of the image, "1080,720".',
      fixed: '<img src="blank.gif" data-original="big.jpg" data-src="big.jpg" data-size="1080,720">',
    },
    {
      name: "blanks and signs of another keyboard",
      article: '<img src="a.png" data-size="« 400 , 299»"> <img src="a.png" data-size="«400，299px»">',
      images,
      messages: [
        'Invalid data-size " 400 , 299". Use "width,height" in pixels, for example "640,480".',
        'Invalid data-size "400，299px". Use "width,height" in pixels, for example "640,480".',
      ],
      fixed: '<img src="a.png" data-size="400,299"> <img src="a.png" data-size="400,299">',
    },
    {
      name: "the spelling of a gallery script, which it may need",
      article: '<img src="a.png" data-size="«400x299»">',
      images,
      messages: 'Invalid data-size "400x299". Use "width,height" in pixels, for example "640,480".',
      unsafelyFixed: '<img src="a.png" data-size="400,299">',
    },
    {
      name: "what is no two numbers",
      article:
        '<img src="a.png" data-size="«normal»"><img src="a.png" data-size="«0,299»"><img src="a.png" data-size="«400»"><img src="a.png" data-size="«»">',
      images,
      messages: [
        'Invalid data-size "normal". Use "width,height" in pixels, for example "640,480".',
        'Invalid data-size "0,299". Use "width,height" in pixels, for example "640,480".',
        'Invalid data-size "400". Use "width,height" in pixels, for example "640,480".',
        'Invalid data-size "". Use "width,height" in pixels, for example "640,480".',
      ],
    },
    {
      name: "numbers beside Zhihu's that are no display mode",
      article: '<img src="a.png" data-rawwidth="400" data-size="«400,»">',
      images,
      messages: 'Invalid data-size "400,". Use "width,height" in pixels, for example "640,480".',
    },
    {
      name: "a single pixel where more is claimed, which is no size to write down",
      article: '<img src="blank.gif" data-size="«1080,720»">',
      images,
      messages:
        'Wrong data-size "1080,720". The file is 1×1, probably a placeholder or a tracking pixel. Replace or remove the image.',
    },
    {
      name: "a picture whose size lies deeper than is read",
      article: '<img src="deep.jpg" data-size="«1080,720»">',
      images: { "deep.jpg": { type: "image/jpeg" } },
      messages:
        'Unverified data-size "1080,720". The part of the file that stet read does not contain the size. Increase images.maxBytes.',
    },
  ],
});
