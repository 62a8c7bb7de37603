/** Headings, and the ids that generators make of them. */
export const headings: Readonly<Record<string, string>> = {
  "heading-atx": `# Low water

## At the pier

### Tide table ###

#### Where to wait
##### Inside
###### Under the roof

Text ## is no heading.
`,
  "heading-setext": `Low water
=========

At the pier
---

Two lines
of a title
---
`,
  "heading-no-space": `##Pier

#渡口

The ferry waits.
`,
  "heading-spaces": `##   Wide   spaces   inside

##\tAfter a tab

   ### After three spaces
`,
  "heading-chinese": `## 渡口时间

## 渡口 时间

## 第一章：渡口（上）

### 什么是“渡口”？

## 渡口，与 Ferry 时间

## 一、开船

## 《渡口》·下
`,
  "heading-scripts": `## ひらがな カタカナ

## 나루터 안내

## Über Café ÉCOLE

## Привет, Мир

## ＡＢＣ １２３

## Straße

## مرحبا
`,
  "heading-wide-space": `## 渡口　时间

## Low\u00a0water
`,
  "heading-punctuation": `## What's new?

## C++ & C#

## Low/high\\tide

## 50% off! (really)

## node.js v1.2.3

## snake_case_name

## Pier - tide -- boat --- end

## Hello, World.

## "Quoted" title

## key: value

## @crew #tag $1 ^up

## ...and more…
`,
  "heading-emoji": `## 🚢 Ferry

## Ferry 🚢

## 👨‍👩‍👧 tickets

## ☕ break ☕

## © 2024 ™
`,
  "heading-shortcode-emoji": `## Ferry :ship: here
`,
  "heading-code": `## The \`tide()\` function

## \`--low-water=1\`

## \`Tide.high\` and \`Tide.low\`

## \`<pier>\`
`,
  "heading-emphasis": `## **Bold** and *slanted*

## ~~Old~~ pier

## A _slanted_ snake_case

## **渡口**时间
`,
  "heading-link": `## [Pier](https://ferry.example/pier) list

## See [the pier][pier]

## <https://ferry.example/a>

[pier]: https://ferry.example/p
`,
  "heading-bare-url": `## https://ferry.example/b
`,
  "heading-image": `## ![Pier](pier.png) view

## View ![](empty.png)
`,
  "heading-html": `## A <em>slanted</em> pier

## Low<br>water

## Pier <small>two</small>
`,
  "heading-html-anchor": `## <a id="own"></a>Anchor

## <a name="named"></a>Named

## Tide <span id="inner">table</span>
`,
  "heading-html-comment": `## Pier <!-- not yet --> two
`,
  "heading-entities": `## Fish &amp; chips

## Low &lt; high

## Fish & chips

## &copy; 2024
`,
  "heading-less-than": `## a < b > c
`,
  "heading-escapes": `## 5 \\* 3

## \\[Pier\\]

## a\\_b
`,
  "heading-duplicates": `## Pier

## Pier

## Pier

## Pier 1

## Pier-1
`,
  "heading-duplicates-case": `## Pier

## PIER

## Pier!

## pier
`,
  "heading-duplicates-chinese": `## 渡口

## 渡口

## 渡口！

## 时间

## 时间
`,
  "heading-duplicates-numbered": `## Tide 2

## Tide

## Tide

## Tide

## Tide 1
`,
  "heading-numbers": `## 1. First

## 2024

## 2.1 Second

## 3rd place

## 1

## 第 1 章
`,
  "heading-only-punctuation": `## ???

## !!!

## 。。。

## -

## +
`,
  "heading-empty": `##

## ##

The ferry waits.
`,
  "heading-id-brace": `## Pier {#dock}

## 渡口 {#ferry-id}

## Upper {#UpperId}

Setext {#low-id}
---
`,
  "heading-id-brace-closed": `### Closed ### {#closed}

### Closed again {#again} ###
`,
  "heading-id-brace-tight": `## Pier{#dock}

## 渡口{#渡}
`,
  "heading-id-colon": `## Pier {: #dock}

## Tide {: .note #both }
`,
  "heading-id-colon-next-line": `## Pier
{: #dock}

## Tide
{: .note #both}

Text.
`,
  "heading-id-attribute": `## Pier { id="dock" }

## Tide {id=tide-id}
`,
  "heading-id-spaces": `## Pier { #dock }
`,
  "heading-class": `## Pier {.wide lang=en}

## Tide {.wide #tide-id}
`,
  "heading-id-comment": `## Pier <!-- #dock -->
`,
  "heading-id-taken": `## Tide {#pier}

## Pier

## Pier
`,
  "heading-id-of-html": `<p id="pier">The ferry waits.</p>

## Pier
`,
  "heading-in-list": `- ## In a list

1. ### Numbered

   Text.
`,
  "heading-in-quote": `> ## Quoted
>
> Text.
`,
  "heading-in-html": `<div>

## Inside

</div>

<div>
## Not read
</div>
`,
  "heading-of-html": `<h2>Written</h2>

<h3 id="own-id">Own</h3>

<h2>
Over lines
</h2>
`,
  "heading-quotes": `## It's "fine" -- really...

## The ‘old’ “pier”
`,
  "heading-math": `## The $x^2$ law
`,
  "heading-footnote": `## Pier[^1]

[^1]: A note.
`,
  "heading-dashes": `## - Pier -

## _Pier_

## __Tide__ table__

## a--b

## -a-
`,
  "heading-symbols": `## a+b=c

## a→b

## 1 ⁄ 2 × 3

## ½ price, x² m³

## €5 £6

## a•b·c
`,
  "heading-zero-width": `## Low\u200bwater

## Soft\u00adhyphen
`,
};
