/** Text, links and images. */
export const inline: Readonly<Record<string, string>> = {
  entities: `Fish &amp; chips, &copy; &nbsp; &#8212; &#x4e2d; &hearts; &notanentity; &kid; AT&T.
`,
  escapes: `\\*not slanted\\* \\_nor this\\_ \\# \\[no link\\](x) \\\\ \\! \\~ \\< \\&amp; \\a \\渡
`,
  "quotes-and-dashes": `"Low water" it's 'fine' -- really --- and more...
`,
  "quotes-chinese": `他说"渡口"和'时间'——好……
`,
  emphasis: `*slanted* _slanted_ **bold** __bold__ ***both*** ~~old~~ *a **b** c*
`,
  "emphasis-inside-words": `a*b*c a_b_c a__b__c 2*3*4 snake_case_name
`,
  "emphasis-chinese": `**粗体**紧跟 **粗体，**紧跟 **“引号”**后 前**“引号”** *斜体*。**渡口。**
`,
  "emphasis-chinese-open": `前**（括号）**后，前**《书》**后
`,
  "emphasis-spaces": `** not bold ** and * not slanted * here
`,
  "emphasis-odd": `**bold*, *a**b*, ****four****
`,
  "strikethrough-one": `A ~single~ tilde, H~2~O, ~~double~~ and ~ 5.
`,
  "mark-sub-sup": `==marked== and H~2~O and x^2^ and ++new++
`,
  "code-span": "A `code` and ``two ` ticks`` and ` spaced ` and `<b>` and `unclosed\n",
  "code-span-lines": "A `code\nspan` here.\n",
  "link-inline": `[a](https://ferry.example/) [b](/pier) [c](pier.md "Title") [d](<a b>) [e]() [f](#pier)
`,
  "link-parentheses": `[a](https://ferry.example/a_(b)) [b](https://ferry.example/a\\)b)
`,
  "link-spaces": `[a](the pier.html) here
`,
  "link-quotes-in-url": `[a](https://ferry.example/?a=1&b=2) [b](https://ferry.example/?a=1&amp;b=2)
`,
  "link-chinese": `[渡口](https://ferry.example/渡口/?名=时间)，[a](/%E6%B8%A1)
`,
  "link-reference": `[The pier][pier], [pier][], [pier], [PIER][], [Boat][b].

[pier]: https://ferry.example/pier "Title"
[B]: <https://ferry.example/boat>
`,
  "link-reference-undefined": `[The pier][gone], [gone][], [gone].
`,
  "link-reference-indented": `[pier]

   [pier]: https://ferry.example/pier
`,
  "link-reference-next-line": `[pier] here

[pier]:
  https://ferry.example/pier
  "Title"
`,
  "link-reference-in-text": `[pier] here
[pier]: https://ferry.example/pier
`,
  "link-text-url": `[https://ferry.example/a_b_c](https://ferry.example/x) [http://ferry.example/~crew/*](https://ferry.example/y)
`,
  "link-text-code":
    "[`pier()`](https://ferry.example/pier) [**bold**](https://ferry.example/b) [a [b] c](https://ferry.example/c)\n",
  "link-image": `[![Pier](pier.png)](https://ferry.example/pier)
`,
  "link-lines": `[The
pier](https://ferry.example/pier
"Title")
`,
  "link-nested": `[a [b](https://ferry.example/b) c](https://ferry.example/a)
`,
  "link-space-between": `[text] (https://ferry.example/a) and (text)[https://ferry.example/b]
`,
  "link-fullwidth": `[渡口]（https://ferry.example/a）
`,
  "wiki-link": `See [[Pier]] and [[Pier|the dock]].
`,
  image: `![Pier](pier.png) ![](empty.png) ![Title](a.png "Low water") ![b](<a b.png>)
`,
  "image-spaces": `![图](图 一.png) here
`,
  "image-chinese": `![图](图一.png)
`,
  "image-size": `![a](a.png =200x150) here
`,
  "image-markup-in-alt": "![A *slanted* `pier` [x](y)](pier.png)\n",
  "image-reference": `![Pier][p] ![p] ![p][]

[p]: pier.png "Title"
`,
  "image-html": `<img src="pier.png" alt="Pier">

Text <img src="boat.png" alt="Boat" width="10"> here.
`,
  "image-html-in-div": `<div align="center">
<img src="pier.png" alt="Pier">
</div>
`,
  "image-quotes": `![It's "fine"](pier.png 'Title')
`,
  autolink: `<https://ferry.example/a?b=c&d=e> <crew@ferry.example> <mailto:crew@ferry.example>
`,
  "url-bare": `See https://ferry.example/a here, http://ferry.example/b.
`,
  "url-bare-end": `https://ferry.example/a. https://ferry.example/b, https://ferry.example/c! https://ferry.example/d?

(https://ferry.example/e) https://ferry.example/f_(g) "https://ferry.example/h"
`,
  "url-bare-chinese-comma": `见 https://ferry.example/a，后
`,
  "url-bare-chinese-stop": `见 https://ferry.example/a。
`,
  "url-bare-chinese-parentheses": `（https://ferry.example/a）后，见“https://ferry.example/b”。
`,
  "url-bare-chinese-text": `https://ferry.example/a渡口 后
`,
  "url-bare-after-chinese": `渡口https://ferry.example/a 后，网址：https://ferry.example/b
`,
  "url-bare-markup": `**https://ferry.example/a** _https://ferry.example/b_ https://ferry.example/c_d_e https://ferry.example/*f*
`,
  "url-bare-www": `www.ferry.example/a and ferry.example and ferry.com/b
`,
  "url-bare-mail": `crew@ferry.example or mailto:crew@ferry.example
`,
  "url-bare-odd": `ftp://ferry.example/a https://localhost:8080/b HTTPS://FERRY.EXAMPLE/c https://
`,
  "url-bare-entities": `https://ferry.example/?a=1&b=2 https://ferry.example/?a=1&amp;
`,
  "url-bare-html": `https://ferry.example/a<br>https://ferry.example/b</p>
`,
  "html-inline": `A <b>bold</b> <span class="x">span</span> <kbd>Ctrl</kbd> H<sub>2</sub>O *<u>both</u>*
`,
  "html-attributes": `<a href="https://ferry.example/a" title='It'>a</a> <a href=/b>b</a>
`,
  "html-less-than": `a < b and c<d and 5 <6 and <T> and <- and <3
`,
  "html-unknown": `A <pier> and <my-boat>x</my-boat>.
`,
  "html-block": `<div>
The **ferry** waits.
</div>

After.
`,
  "html-block-blank-line": `<div>

The **ferry** waits.

![Pier](pier.png)

</div>
`,
  "html-block-cut": `<div>
One

Two **bold**
</div>
`,
  "html-block-indented": `<div>
  <p>One</p>

    <p>Two</p>

  <p>Three</p>
</div>
`,
  "html-inline-over-blank-line": `<span>One

Two</span> **bold**
`,
  "html-unclosed": `<div>
The ferry waits.

## Pier

After **bold**.
`,
  "html-unclosed-paragraph": `<p>The ferry waits.

Then **it** leaves.
`,
  "html-details": `<details>
<summary>More</summary>

The **ferry** waits.

</details>
`,
  "html-details-tight": `<details>
<summary>More</summary>
The **ferry** waits.
</details>
`,
  "html-after-text": `The ferry
<div>waits **here**</div>
now.
`,
  "html-same-line": `<div>One</div> **Two**

<b>Three</b> **Four**
`,
  "html-table": `<table>
<tr><td>One</td><td>**Two**</td></tr>

<tr><td>

Three **bold**

</td></tr>
</table>
`,
  "html-pre": `<pre>
One

**Two** <b>x</b>
</pre>

After **bold**.
`,
  "html-script": `<script>
let a = "**no**";

let b = 1;
</script>

After **bold**.
`,
  "html-center": `<center>![Pier](pier.png)</center>

<center>

**bold**

</center>
`,
  "html-video": `<video src="a.mp4" controls></video>

<iframe src="https://ferry.example/frame"></iframe>

After.
`,
  "html-self-closing": `<br/>

<hr />

After <img src="pier.png" alt="Pier" /> all.
`,
  "html-stray-end": `The ferry waits.</div>

</div>

After.
`,
  "html-link-around-blocks": `<a href="https://ferry.example/a">

![Pier](pier.png)

</a>
`,
  "html-comment-inside": `<div>
<!-- One

Two -->
Three
</div>
`,
  "html-upper-case": `<DIV>One **two**</DIV>

<IMG SRC="pier.png" ALT="Pier">
`,
  "html-in-list": `- One
  <div>Two **bold**</div>
- <b>Three</b>
`,
  "html-ampersand": `<a href="https://ferry.example/?a=1&b=2">a & b</a>
`,
};
