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
      says: [
        '"640" is no descriptor, so browsers pass this picture over: write "640w"',
        '"2" is no descriptor, so browsers pass this picture over: write "2x"',
      ],
    },
    {
      ...html("pixels and words", '<picture><source srcset="a.png «640px», b.png «large»"></picture>'),
      says: [
        '"640px" is no descriptor, so browsers pass this picture over: write "640w"',
        '"large" is no descriptor, so browsers pass this picture over: write its width, as "640w", or its density, as "2x"',
      ],
    },
    {
      ...html("numbers that are none", '<img srcset="a.png «0w», b.png «1.5w», c.png «-1x»" sizes="1px">'),
      says: [
        '"0w" is no positive whole number, so browsers pass this picture over: correct it',
        '"1.5w" is no positive whole number, so browsers pass this picture over: correct it',
        '"-1x" is no positive number, so browsers pass this picture over: correct it',
      ],
    },
    {
      ...html("two descriptors, and a height alone", '<img srcset="a.png 320w «2x», b.png «200h»" sizes="1px">'),
      says: [
        '"2x" is one descriptor too many, so browsers pass this picture over: state either a width or a density, once',
        '"200h" states a height without a width, so browsers pass this picture over: state the width',
      ],
    },
    {
      ...html("widths beside a density", '<img srcset="a.png 320w, b.png 640w, «c.png» 2x" sizes="50vw">'),
      says: '"c.png" has a density (1x if none is written), others a width: browsers compare only like with like',
    },
    {
      ...html("the same descriptor twice", '<img srcset="a.png 2x, b.png «2.0x»">'),
      says: '"2.0x" is also what "a.png" has, so browsers never choose this picture: remove it or correct it',
    },
    {
      ...html("no descriptors at all", '<img srcset="a.png, «b.png»">'),
      says: '"1x", which no descriptor means, is also what "a.png" has, so browsers never choose this picture: remove it or correct it',
    },
    {
      ...html("a comma too many", '<img srcset="a.png 1x, «,» b.png 2x">'),
      says: "the comma parts nothing: remove it, or name the picture that is missing",
    },
    {
      ...html("widths without sizes", '<img src="a.png" «srcset»="a.png 320w, b.png 640w">'),
      says: 'widths need "sizes" beside them: without it browsers choose as if the picture were as wide as the window',
    },
  ],
});
