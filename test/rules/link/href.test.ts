import href from "../../../rules/link/href.js";
import { testRule } from "../../support/rule-tester.js";

const empty = "Link URL is empty, so the link only reloads the page. Add a URL or remove the link.";
const top = '"#" only scrolls to the top of the page. Add a URL or remove the link.';

testRule(href, {
  accepts: [
    {
      name: "addresses of all kinds",
      article:
        "[a](https://a.cn/渡口?a|b#c) [b](/b) [c](b.md) [d](#d) [e](mailto:a@b.cn) [f](tel:123) [g](//a.cn) [h](?a=b) [i](ftp://a.cn) <https://a.cn> www.a.cn a@b.cn\n",
    },
    { name: "CJK in HTML, which a URL may hold", article: '<a href="https://zh.example.cn/wiki/渡口（北岸）">a</a>' },
    {
      name: "templates and code",
      article: "[a]({{ u }}) <a href=\"<%= u %>\">a</a> `<a href=''>` [b]({% link b.md %})",
    },
    { name: "placeholders and places", article: '<a>甲</a> <a name="b"></a> <a id="c">甲</a> <a class="d">甲</a>' },
    {
      name: "links that scripts work on",
      article:
        '<a href="#" data-toggle="x">a</a><a href="" onclick="f()">a</a><a href="javascript:;" onclick="f()">b</a><a target=x data-href=y>a</a>',
    },
    {
      name: "a URL without its closing quotation mark, which html/parse-error reports",
      article: '<p><a href="/a>甲</a> 乙 <a href="/b">丙</a></p>',
      path: "a.html",
    },
    {
      name: "a place that an attribute list gives an id",
      article: "[](){#tide}\n\n[](){: #boat }\n\nThe ferry waits.\n",
    },
    { name: "links to the top", article: '<a href="#">回到顶部</a> [Back to top](#) <a href="#">↑</a>' },
    {
      name: "this computer, where the text says so",
      article:
        "[localhost:4000](http://localhost:4000) <http://localhost:4000> <a href='http://127.0.0.1/'>127.0.0.1</a>",
    },
    {
      name: "this computer, where that is allowed",
      article: "[a](http://localhost:4000)",
      options: { allowLoopback: true },
    },
    {
      name: "files that look like hosts a little",
      article: "[a](notes.org) [b](node.js) [c](./www.d.cn) [d](a.com.md) [e](/x@y.cn)",
    },
    {
      name: "addresses in a text that end where they should",
      article:
        "见https://a.cn，下同 见 https://a.cn/b 。 <https://a.cn/b>，下同 https://zh.example.cn/wiki/甲，乙 https://a.cn/甲（乙）\n",
    },
  ],
  rejects: [
    {
      name: "what has no address",
      article: '<a «href=""»>a</a> «[b]()» «[c](<>)» «<a target="_blank">»d</a> <a href="«#»">e</a> [f](«#»)',
      messages: [empty, empty, empty, "<a> has no href, so it is not a link. Add an href or remove the tag.", top, top],
    },
    {
      name: "an escape of Markdown in an HTML attribute",
      article: '<a href="https://a.example/v2«\\_»a">甲</a>',
      messages: 'Markdown escape "\\_" in an HTML attribute: browsers read the backslash as a slash. Use "_".',
      unsafelyFixed: '<a href="https://a.example/v2_a">甲</a>',
    },
    {
      name: "scripts that do nothing",
      article:
        '<a href="«javascript:;»">a</a> [b](«javascript:void(0)») <a href="«javascript:;»" onclick="">c</a> <a href="«javascript:;»" onclick="void(0)">d</a>',
      messages: ["javascript:;", "javascript:void(0)", "javascript:;", "javascript:;"].map(
        (url) => `"${url}" opens nothing. Use the URL of a page, or remove the link.`,
      ),
    },
    {
      name: "what is on one computer",
      article: "[a](«D:\\a.html») [b](«file:///a.html») [c](http://«localhost:4000»/c)",
      messages: [
        '"D:\\a.html" is a file on a local disk, so readers cannot open it. Publish the file and link to its URL.',
        '"file:///a.html" is a file on a local disk, so readers cannot open it. Publish the file and link to its URL.',
        `"localhost:4000" is the reader's own computer. Use the host that serves the page.`,
      ],
    },
    {
      name: "schemes that are misspelt or broken",
      article: "[a](«htps:»//a.cn) [b](«http:/a.cn») [c](«http//a.cn») [d](«http://a b.cn»)".replace(
        "[d](«http://a b.cn»)",
        "[d](<«http://a b.cn»>)",
      ),
      messages: [
        'Unknown URL scheme "htps:". Did you mean "https:"?',
        ...["http:/a.cn", "http//a.cn", "http://a b.cn"].map(
          (url) => `"${url}" is not a valid URL. Use "https://host/path" or a path on this site.`,
        ),
      ],
    },
    {
      name: "hosts and mail addresses without a scheme",
      article: '[a](«www.a.cn»/b) <a href="«a-b.com»">a</a> [c](«c@d.cn»)',
      messages: [
        'Without "https://", "www.a.cn" is a path on this site. Add "https://".',
        'Without "https://", "a-b.com" is a path on this site. Add "https://".',
        'Without "mailto:", "c@d.cn" is a path on this site. Add "mailto:".',
      ],
      unsafelyFixed: '[a](https://www.a.cn/b) <a href="https://a-b.com">a</a> [c](mailto:c@d.cn)',
    },
    {
      name: "fullwidth characters in front, and wide blanks around",
      article: '[a](«https：／／»a.cn/b) <a href="«\u3000/c »">c</a>',
      messages: [
        '"https：／／" contains full-width characters. Use "https://".',
        "URL starts or ends with the whitespace character U+3000, which browsers do not ignore. Remove the character.",
      ],
      fixed: '[a](https://a.cn/b) <a href="/c">c</a>',
    },
    {
      name: "invisible characters",
      article: "[a](https://a.cn/«\u200b»b)",
      messages: "URL contains the invisible character U+200B. Remove the character.",
      unsafelyFixed: "[a](https://a.cn/b)",
    },
    {
      name: "a text that an address swallows",
      article: "见https://a.cn/b«，下同» 和 https://a.cn/甲«。» 见（https://a.cn/c«）的»\n",
      messages: ["，下同", "。", "）的"].map(
        (found) => `"${found}" becomes part of the link. Enclose the URL in "<" and ">", or add a space after the URL.`,
      ),
      unsafelyFixed: "见<https://a.cn/b>，下同 和 <https://a.cn/甲>。 见（<https://a.cn/c>）的\n",
    },
    {
      name: "a password",
      article: "[a](«https://me:secret@a.cn/»)",
      messages:
        'URL shows the password of "me" to every reader. Remove user name and password, and change the password.',
    },
    {
      name: "what HTML wants encoded",
      article: `<a href="/a« »b\\c?d='e f'&amp;g">a</a>`.replace("&amp;g", "").replace(" f", "%20f"),
      messages: 'Link contains a space, which is not valid in a URL. Use "%20".',
      fixed: `<a href="/a%20b/c?d='e%20f'">a</a>`,
    },
    ...["/issues/141« »#141", "/issues/172:« »WIN64", "/a« »/b", "/JSString« »*", "/a.js« »a.js"].map((url) => ({
      name: `a space next to a delimiter, which encoding would hide: ${url}`,
      article: `<a href="${url}">a</a>`,
      path: "a.html",
      messages: 'Link contains a space, which is not valid in a URL. Use "%20".',
    })),
    {
      name: "a space in the text of a query",
      article: '<a href="/find?q=a:« »b">a</a>',
      path: "a.html",
      messages: 'Link contains a space, which is not valid in a URL. Use "%20".',
      fixed: '<a href="/find?q=a:%20b">a</a>',
    },
    {
      name: "a backslash with which Markdown writes an underscore",
      article: '<a href="/three«\\»_new\\_a.html">a</a>',
      path: "a.html",
      messages: 'Link contains "\\", which is not valid in a URL. Use "/three_new_a.html".',
      unsafelyFixed: '<a href="/three_new_a.html">a</a>',
    },
    {
      name: "a stray percent sign",
      article: '<a href="/100«%»x">a</a>',
      messages: '"%" in the URL is not followed by two hexadecimal digits. Use "%25" for a percent sign.',
      unsafelyFixed: '<a href="/100%25x">a</a>',
    },
  ],
});
