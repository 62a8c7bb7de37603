import srcset from "../../../rules/image/srcset.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(srcset, {
  accepts: [
    html("densities", '<img src="a.png" srcset="a.png, b.png 1.5x, c.png 2x">'),
    html("widths with sizes", '<img srcset="a.png 320w, b.png 640w" sizes="50vw">'),
    html("widths with future heights", '<img srcset="a.png 320w 200h" sizes="50vw">'),
    html("commas within URLs", '<img srcset="/c_fill,w_320/a.png 320w, data:,a 640w" sizes="50vw">'),
    html("line breaks between candidates", '<img srcset="\n  a.png 1x,\n  b.png 2x\n">'),
    html("an empty one, of which another rule tells", '<img srcset="">'),
    html("templates", '<img srcset="{{ a }} {{ b }}">'),
    html("sizes that a script brings", '<img srcset="a.png 320w" data-sizes="auto">'),
    html("a source of a video", '<video><source srcset="a.png 3"></video>'),
  ],
  rejects: [
    {
      ...html("numbers without a unit", '<img srcset="a.png «640», b.png «2»">'),
      messages: [
        'Invalid descriptor "640", so browsers ignore this image. Did you mean "640w"?',
        'Invalid descriptor "2", so browsers ignore this image. Did you mean "2x"?',
      ],
    },
    {
      ...html("pixels and words", '<picture><source srcset="a.png «640px», b.png «large»"></picture>'),
      messages: [
        'Invalid descriptor "640px", so browsers ignore this image. Did you mean "640w"?',
        'Invalid descriptor "large", so browsers ignore this image. Use its width, such as "640w", or a density, such as "2x".',
      ],
    },
    {
      ...html("numbers that are none", '<img srcset="a.png «0w», b.png «1.5w», c.png «-1x»" sizes="1px">'),
      messages: [
        'Width "0w" is not a positive integer, so browsers ignore this image. Use the width in pixels, such as "640w".',
        'Width "1.5w" is not a positive integer, so browsers ignore this image. Use the width in pixels, such as "640w".',
        'Density "-1x" is not a positive number, so browsers ignore this image. Use a density such as "2x".',
      ],
    },
    {
      ...html("two descriptors, and a height alone", '<img srcset="a.png 320w «2x», b.png «200h»" sizes="1px">'),
      messages: [
        'Extra descriptor "2x", so browsers ignore this image. Use one width or one density.',
        'Height "200h" without a width, so browsers ignore this image. Add the width, such as "640w".',
      ],
    },
    {
      ...html("widths beside a density", '<img srcset="a.png 320w, b.png 640w, «c.png» 2x" sizes="50vw">'),
      messages:
        '"c.png" has a density (1x by default) and the others a width, which browsers cannot compare. Use only widths or only densities.',
    },
    {
      ...html("the same descriptor twice", '<img srcset="a.png 2x, b.png «2.0x»">'),
      messages:
        'Duplicate descriptor "2.0x", also on "a.png", so browsers never use this image. Change the descriptor or remove the image.',
    },
    {
      ...html("no descriptors at all", '<img srcset="a.png, «b.png»">'),
      messages:
        'Image without a descriptor counts as 1x, like "a.png", so browsers never use it. Add a different descriptor or remove the image.',
    },
    {
      ...html("a comma too many", '<img srcset="a.png 1x, «,» b.png 2x">'),
      messages: "Extra comma in srcset. Remove the comma or add the missing image URL.",
    },
    {
      ...html("widths without sizes", '<img src="a.png" «srcset»="a.png 320w, b.png 640w">'),
      messages:
        'Missing sizes attribute. Browsers assume that the image is as wide as the window. Add sizes, for example sizes="50vw".',
    },
  ],
});
