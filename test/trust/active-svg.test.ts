/** No image that a server sends runs as a part of the site, however it hides its code. */
import { describe, expect, it } from "vitest";
import { isActiveSvg } from "../../src/localize/active-svg.js";

const svg = (content: string, attributes = "", before = "") =>
  `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:a="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`;
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("an SVG is not stored", () => {
  it.each([
    ["with a script", svg("<script>alert(1)</script>")],
    ["with a script under a prefix of any name", svg("<a-b.c:script>alert(1)</a-b.c:script>")],
    ["with a script that ends its own tag", svg('<script href="//x.example/a.js"/>')],
    ["with an event", svg("", 'onload="alert(1)"')],
    ["with an event after a quotation mark", svg("", "id='a'onload = 'alert(1)'")],
    ["with an event on a line of its own", svg("<g\nonclick\n=\n'alert(1)'/>")],
    [
      "with an attribute list that adds an event",
      svg("", "", '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'),
    ],
    ["with an entity", svg("&a;", "", '<!DOCTYPE svg [<!ENTITY a "b">]>')],
    ["with a style sheet of XSLT", svg("", "", '<?xml-stylesheet type="text/xsl" href="a.xsl"?>')],
    ["with HTML in it", svg("<foreignObject><p>a</p></foreignObject>")],
    ["with a link that runs code", svg('<a href="javascript:alert(1)"><text>a</text></a>')],
    ["with such a link in character references", svg('<a href="&#x6A;ava&#115;cript&#58;alert(1)"><text>a</text></a>')],
    ["with such a link over lines", svg('<a href=" java&#10;scr\tipt:alert(1)"><text>a</text></a>')],
    ["with an animation of a link", svg('<a><set attributeName="href" to="javascript:alert(1)"/></a>')],
    ["with an animation of an event", svg('<set attributeName="onload" to="alert(1)"/>')],
    ["with such an animation, in character references", svg("<set attributeName = '&#111;nload' to='alert(1)'/>")],
    [
      "with an element of HTML that leads to another page",
      svg('<h:meta http-equiv="refresh" content="0;url=//x.example"/>', 'xmlns:h="http://www.w3.org/1999/xhtml"'),
    ],
    [
      "with such an element, whose namespace is in character references",
      svg('<meta xmlns="http://www.w3.org/1999&#x2F;xhtml" http-equiv="refresh" content="0;url=//x.example"/>'),
    ],
    ["with a link to a page in its URL", svg('<a href="data:text/html,a"/>')],
  ])("%s", (_what, text) => {
    expect(isActiveSvg(Buffer.from(text))).toBe(true);
    expect(isActiveSvg(utf16(text))).toBe(true);
  });
  it("in an encoding that hides ASCII characters", () => {
    expect(isActiveSvg(Buffer.from(svg("<script/>"), "utf16le"))).toBe(true);
    expect(isActiveSvg(Buffer.from(svg("", "", '<?xml version="1.0" encoding="utf-7"?>')))).toBe(true);
  });
});

describe("an SVG is stored", () => {
  it.each([
    ["with shapes, styles and gradients", svg('<style>.a{fill:url(#b)}</style><path class="a" d="M0 0"/>')],
    ["with text about scripts", svg("<title>on script, &lt;script> and more</title><text>description</text>")],
    [
      "with a declaration and a document type",
      svg(
        "",
        "",
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
      ),
    ],
    [
      "with links to pages and images in it",
      svg('<a href="https://a.example/"><image href="data:image/png;base64,AAAA"/></a>'),
    ],
    ["with an animation", svg('<animate attributeName="x" from="0" to="1" dur="1s"/>')],
  ])("%s", (_what, text) => {
    expect(isActiveSvg(Buffer.from(text))).toBe(false);
  });
});
