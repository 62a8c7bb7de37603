import lazySource from "../../../rules/image/lazy-source.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(lazySource, {
  accepts: [
    html("a picture in src", '<img src="https://img.example.cn/a.png">'),
    html("the same picture in both", '<img src="/a.png" data-src="/a.png">'),
    html("a smaller picture in src", '<img src="/a-200.png" data-original="/a.png">'),
    html("a picture with a word in it", '<img src="/whiteboard.png" data-original="/a.png">'),
    html("a srcset beside it", '<img srcset="/a.png 1x" data-src="/a.png">'),
    html(
      "an attribute that only tells a script something",
      '<img src="data:image/gif;base64,R0lGOD" data-lazy="true">',
    ),
    html("a real image beside a lost one", '<img src="/a.png" data-src="https://img.example.cn/undefined">'),
    html("a placeholder alone, without the option", '<img src="https://img.example.cn/blank.png">'),
    {
      ...html(
        "images whose names only contain such a word, and images of the site",
        '<img src="https://img.example.cn/blank-page.png"><img src="/blank.png"><img src="https://img.example.cn/blank.png" srcset="/a.png 2x">',
      ),
      options: { alone: true },
    },
    {
      ...html(
        "single letters within a name",
        '<img src="/a-s.png" data-src="/a.png"><img src="https://img.example.cn/s_b.gif" data-src="/a.png">',
      ),
      options: { placeholders: ["s"] },
    },
    html("a template", '<img src="{{ src }}" data-src="/a.png">'),
    {
      ...html("a word that is not in the list", '<img src="/loading.gif" data-src="/a.png">'),
      options: { placeholders: [] },
    },
  ],
  rejects: [
    {
      ...html("no src", '<«img» data-src="https://img.example.cn/a.png?x=1&amp;y=2">'),
      messages:
        'The image URL is only in data-src, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
      fixed:
        '<img data-src="https://img.example.cn/a.png?x=1&amp;y=2" src="https://img.example.cn/a.png?x=1&y=2" loading="lazy">',
    },
    ...["https://img.example.cn/p/undefined", "undefined", "https://img.example.cn/null.jpg"].map((src) => ({
      ...html(
        `a value that a program did not have: ${src}`,
        `<img «src="${src}"» data-original="https://pic.example.cn/a.jpeg">`,
      ),
      messages: `Placeholder "${src}" is in src and the image URL only in data-original, which needs JavaScript. Put the URL in src and use loading="lazy".`,
      fixed: '<img src="https://pic.example.cn/a.jpeg" data-original="https://pic.example.cn/a.jpeg" loading="lazy">',
    })),
    {
      ...html(
        "a lost value in one lazy attribute and a URL in the other",
        '<img «src="/blank.png"» data-src="https://img.example.cn/undefined" data-original="/a.png" loading="lazy">',
      ),
      messages:
        'Placeholder "/blank.png" is in src and the image URL only in data-original, which needs JavaScript. Put the URL in src and use loading="lazy".',
      fixed: '<img src="/a.png" data-src="https://img.example.cn/undefined" data-original="/a.png" loading="lazy">',
    },
    {
      ...html("a placeholder alone", '<img «src="https://img.example.cn/img/blank.png?v=2"» alt="">'),
      options: { alone: true },
      messages:
        'Placeholder "https://img.example.cn/img/blank.png?v=2" is in src, and the image URL is missing, so readers see no image. Add the URL or remove the tag.',
    },
    {
      ...html("an empty src", '<img «src=""» data-original="/a.png" loading="lazy">'),
      messages:
        'The image URL is only in data-original, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
      fixed: '<img src="/a.png" data-original="/a.png" loading="lazy">',
    },
    {
      ...html(
        "a data: URL",
        '<img «src="data:image/gif;base64,R0lGOD"» data-actualsrc="//img.example.cn/a.png" alt="">',
      ),
      messages:
        'Placeholder "data:image/gif;base64,R0lGOD" is in src and the image URL only in data-actualsrc, which needs JavaScript. Put the URL in src and use loading="lazy".',
      fixed: '<img src="//img.example.cn/a.png" data-actualsrc="//img.example.cn/a.png" alt="" loading="lazy">',
    },
    {
      ...html("a picture of waiting", "<img class=lazy «src=/img/loading-2.gif» data-src=/a.png loading=eager>"),
      messages:
        'Placeholder "/img/loading-2.gif" is in src and the image URL only in data-src, which needs JavaScript. Put the URL in src and use loading="lazy".',
      fixed: '<img class=lazy src="/a.png" data-src=/a.png loading=eager>',
    },
    ...[
      "https://img.example.cn/1)",
      "https://img.example.cn/a.png),",
      "/a.png](/c1.png",
      "https://img.example.cn/a.png,",
      "https://img.example.cn/[1.png",
      "https://img.example.cn/a.png%22",
    ].map((value) => ({
      ...html(`with an unlikely URL: ${value}, which a script may clean`, `<«img» data-src="${value}">`),
      messages:
        'The image URL is only in data-src, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
      unsafelyFixed: `<img data-src="${value}" src="${value}" loading="lazy">`,
    })),
    {
      ...html("with brackets in pairs", '<«img» data-src="/a(1)[x].png?y=(z)">'),
      messages:
        'The image URL is only in data-src, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
      fixed: '<img data-src="/a(1)[x].png?y=(z)" src="/a(1)[x].png?y=(z)" loading="lazy">',
    },
    {
      ...html("what names no picture, without a fix", '<img «src="about:blank"» data-src="picture 1">'),
      messages:
        'Placeholder "about:blank" is in src and the image URL only in data-src, which needs JavaScript. Put the URL in src and use loading="lazy".',
    },
    {
      ...html("only a srcset for a script, without a fix", '<«img» data-srcset="/a.png 1x">'),
      messages:
        'The image URL is only in data-srcset, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
    },
  ],
});
