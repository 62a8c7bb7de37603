/** Lists, code, quotes, tables and what extensions add. */
export const blocks: Readonly<Record<string, string>> = {
  footnote: `The ferry waits[^1] for you[^late].

[^1]: At the pier.
[^late]: Not **long**.
`,
  "footnote-continued": `The ferry waits[^1].

[^1]: At the pier.

    ![Pier](pier.png)

    More text.

After.
`,
  "footnote-twice": `One[^a], two[^a], three[^b].

[^b]: Second.
[^a]: First.
`,
  "footnote-not-used": `The ferry waits.

[^1]: Nobody asked.
`,
  "footnote-without-text": `The ferry waits[^gone].
`,
  "footnote-in-list": `- One[^n]
- Two

[^n]: With a [link](https://ferry.example/n).
`,
  "definition-list": `Ferry
: A boat.

Pier
: Where it waits.
: Also a dock.
`,
  "definition-list-continued": `Ferry

:   A boat.

    ![Boat](boat.png)

Pier

:   Where it waits.
`,
  "admonition-bang": `!!! note
    The ferry waits.

    ![Pier](pier.png)

After.
`,
  "admonition-bang-title": `!!! warning "Low water"
    No ferry.
`,
  "admonition-question": `??? note "Details"
    The ferry waits.

After.
`,
  tabs: `=== "Summer"
    Every hour.

=== "Winter"
    Never.
`,
  "admonition-colons": `:::note
The ferry **waits**.
:::

After.
`,
  "admonition-colons-space": `::: tip

The ferry waits.

![Pier](pier.png)

:::
`,
  "attribute-block": `The ferry waits.
{: .note #waits}

> Quoted
{: .wide}
`,
  "attribute-inline": `A *slanted*{: .red} pier, [a link](https://ferry.example/){:target="_blank"}, ![Pier](pier.png){: width="10"}.
`,
  "attribute-brace": `![Pier](pier.png){width=10}

[A link](https://ferry.example/){target=_blank} here, *slanted*{.red}.
`,
  "attribute-paragraph": `The ferry waits.
{.note}
`,
  "markdown-one": `<div markdown="1">
The **ferry** waits.

![Pier](pier.png)
</div>

After.
`,
  "markdown-one-details": `<details markdown="1">
<summary>More</summary>

- The **ferry**
- The pier

</details>
`,
  "math-inline": `The law $a_1 * b_2 * c_3$ and $x < y$.
`,
  "math-block": `Before.

$$
a_1 * b_2 * c_3 \\\\
x < y
$$

After.
`,
  "math-double": `The law $$a_1 * b_2 * c$$ holds.
`,
  "math-brackets": `The law \\\\(a_1\\\\) and \\(b\\) hold.
`,
  dollars: `It costs $5 or $10, not *$15*.
`,
  "comment-reference": `[//]: # (nobody sees this)

[comment]: <> (nor this)

The ferry waits.
`,
  "comment-html": `<!-- nobody sees this -->

The ferry <!-- nor this --> waits.

<!--
Over lines

![Pier](pier.png)
-->

After.
`,
  "comment-percent": `The ferry %% waits %% here.
`,
  "comment-nunjucks": `The ferry {# nobody sees this #} waits.
`,
  "comment-liquid": `The ferry {% comment %}nobody sees this{% endcomment %} waits.
`,
  "comment-kramdown": `{::comment}
Nobody sees this.
{:/comment}

The ferry waits.
`,
  table: `| Time | Pier |
| ---- | ---: |
| 9:00 | **A** |
| 9:30 | [B](https://ferry.example/b) |
`,
  "table-crlf": "| Time | Pier |\r\n| ---- | ---- |\r\n| 9:00 | A |\r\n| 9:30 | B |\r\n\r\nAfter.\r\n",
  "table-trailing-spaces": "| Time | Pier |  \n| ---- | ---- |  \n| 9:00 | A |  \n| 9:30 | B |\n",
  "table-without-bars": `Time | Pier
---- | ----
9:00 | A
9:30 | B
`,
  "table-after-text": `The times:
| Time | Pier |
| ---- | ---- |
| 9:00 | A |
`,
  "table-more-cells": `| Time | Pier |
| ---- | ---- |
| 9:00 | A | lost |
| 9:30 |
`,
  "table-escaped": `| Time | Pier |
| ---- | ---- |
| a \\| b | \`c \\| d\` |
`,
  "table-one-column": `| Time |
| ---- |
| 9:00 |
`,
  "table-image": `| Time | Pier |
| ---- | ---- |
| 9:00 | ![Pier](pier.png) |
`,
  "table-short-delimiter": `| Time | Pier |
| - | - |
| 9:00 | A |
`,
  "table-wrong-delimiter": `| Time | Pier |
| ---- |
| 9:00 | A |
`,
  "table-ended": `| Time | Pier |
| ---- | ---- |
| 9:00 | A |
The ferry waits.
`,
  "task-list": `- [ ] Wait
- [x] Board
- [X] Land
- [y] Swim
`,
  "list-two-spaces": `- One
  - Two
    - Three

  Text of one.
`,
  "list-three-spaces": `1. One
   - Two

   Text of one.
`,
  "list-four-spaces": `- One
    - Two
        - Three

    Text of one.
`,
  "list-numbers-two-spaces": `1. One
  - Two
2. Three
`,
  "list-image": `- One

  ![Pier](pier.png)

- Two

    ![Boat](boat.png)
`,
  "list-after-text": `The ferry:
- waits
- leaves
`,
  "list-numbers-after-text": `The ferry:
1. waits
2. leaves
`,
  "list-number-in-text": `The ferry left in
2024. It was late.
`,
  "list-markers": `* One
+ Two
- Three

1) Four
2) Five
`,
  "list-code": `- One

      code

- Two

  \`\`\`js
  more();
  \`\`\`
`,
  "list-start": `7. Seven
8. Eight
`,
  "list-lazy": `- One
goes on
- Two
`,
  "list-empty-items": `-
- One
`,
  "list-quote": `- One

  > Quoted

> - Two
`,
  "code-indented": `Before.

    ![Pier](pier.png)
    <b>code</b>

After.
`,
  "code-indented-after-text": `Before
    ![Pier](pier.png)
`,
  "code-tab": "Before.\n\n\tcode with **stars**\n",
  "code-fence": `\`\`\`js
let a = "![no](no.png)";
\`\`\`

~~~
**stars**
~~~
`,
  "code-fence-title": `\`\`\`js title="pier.js" {1,3}
wait();
\`\`\`
`,
  "code-fence-indented": `  \`\`\`
  code
  \`\`\`

    \`\`\`
`,
  "code-fence-tight": `Before
\`\`\`
code
\`\`\`
After
`,
  "code-fence-unclosed": `\`\`\`
code

**stars**
`,
  "code-fence-longer": "````\n```\ncode\n```\n````\n",
  "code-fence-closing-info": "```\ncode\n``` js\nmore\n```\n",
  quote: `> The ferry
> waits.

> Lazy
goes on

> > Deep
`,
  "quote-without-space": `>The ferry
>waits
`,
  "quote-code": `> Before
>
>     code
`,
  "quote-after-text": `Before
> Quoted
`,
  rules: `Before

---

***

* * *

___

After
`,
  "break-soft": `The ferry
waits
here.
`,
  "break-soft-chinese": `渡船
等候
在此。
`,
  "break-hard": "The ferry  \nwaits\\\nhere.\n",
  "break-html": `The ferry<br>waits<br/>here.
`,
  "all-crlf":
    "## Pier\r\n\r\nThe ferry\r\nwaits.\r\n\r\n- One\r\n- Two\r\n\r\n```\r\ncode\r\n```\r\n\r\n<div>\r\n\r\n![Pier](pier.png)\r\n\r\n</div>\r\n",
  "trailing-spaces": "## Pier   \n\nThe ferry waits.   \n\n- One   \n- Two   \n\n> Quoted   \n",
  "blank-lines-of-spaces": "The ferry\n   \nwaits.\n\t\nHere.\n",
  "tab-after-marker": "-\tOne\n-\tTwo\n\n1.\tThree\n",
  "toc-mark": `[[toc]]

[TOC]

## Pier
`,
  "more-mark": `Before

<!-- more -->

After
`,
};
