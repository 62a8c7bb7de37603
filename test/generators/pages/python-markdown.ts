/** What extensions of Python-Markdown add: MkDocs. */
export const pythonMarkdownPages: Readonly<Record<string, string>> = {
  "python-admonition": `!!! note
    The **ferry** waits.

    - One
    - Two

!!! warning "Low *water*"

    ![Pier](pier.png)

!!! tip ""
    No title.

After.
`,
  "python-admonition-two-spaces": "!!! note\n  The ferry waits.\n\nAfter.\n",
  "python-admonition-heading": "!!! note\n    ## Inside\n\n    Text\n",
  "python-admonition-nested": `!!! note
    Outer

    !!! tip
        Inner

            code

After.
`,
  "python-admonition-in-list": `1. One

    !!! note
        The ferry waits.

2. Two
`,
  "python-admonition-code": `!!! note

    \`\`\`js
    let a = "<b>";
    \`\`\`
`,
  "python-details": `??? note "Details"
    The **ferry** waits.

???+ tip
    Open.

After.
`,
  "python-tabs": `=== "Summer"

    Every **hour**.

    \`\`\`sh
    wait
    \`\`\`

=== "Winter"

    Never.

After.
`,
  "python-attr-list-heading": `## Pier {: #dock }

## Tide {#tide-id .wide}

## Boat { #boat-id }

### Closed {: #closed } ###

Setext {: #setext-id }
---
`,
  "python-attr-list-paragraph": `The ferry waits.
{: #waits .note }

- One
{: .wide }
`,
  "python-attr-list-inline": `A *slanted*{: .red } pier, [a link](https://ferry.example/){: target="_blank" }, ![Pier](pier.png){ width="10" } and ![Boat](boat.png){ align=left }.
`,
  "python-attr-list-id-dotted": "## Pier {: #a.b }\n",
  "python-md-in-html": `<div markdown>

## Inside

The **ferry** waits.

</div>

<div markdown="1">
The **ferry** waits.
</div>

<div markdown="span">A **bold** word</div>

<div>
Not **bold**.
</div>
`,
  "python-md-in-html-nested": `<div markdown="1">

<p>Not **bold**</p>

<section markdown="block">
**Bold**
</section>

- ![Pier](pier.png)

</div>
`,
  "python-md-in-html-indented": `<div markdown>
    The **ferry** waits.

    - One
</div>
`,
  "python-md-in-html-table": "<table markdown>\n<tr><td>**One**</td><td markdown>**Two**</td></tr>\n</table>\n",
  "python-html-block": `<div>

Not **bold**

    nor code

![Pier](pier.png)

</div>

After **bold**.
`,
  "python-html-unclosed": "<div>\nNot **bold**\n\n## Pier\n",
  "python-html-after-text": `The ferry
<div>waits **here**</div>
now **bold**.
`,
  "python-footnotes": `The ferry[^1] waits[^late].

[^1]: At the pier.
[^late]:
    Not **long**.

    ![Pier](pier.png)

After.
`,
  "python-footnote-lazy": `The ferry[^1].

[^1]:
    One

    Two

Not in it.
`,
  "python-definition-list": `Ferry
:   A **boat**.

    ![Boat](boat.png)

Pier
Dock

:   Where it waits.

:   Also a wall.
`,
  "python-abbreviation": `The HTML of the ferry.

*[HTML]: Hyper Text
`,
  "python-toc": `[TOC]

## Pier

### Tide
`,
  "python-heading-duplicates": `## Pier

## Pier

## Pier

## Pier_1

## Pier
`,
  "python-heading-chinese": `## 渡口

## 渡口时间

## 渡口 Ferry 时间

## Über Café
`,
  "python-heading-chinese-duplicates": `## 时间

## 渡口

### 第 1 章

### 第 2 章
`,
  "python-heading-markup": `## The \`tide()\` **bold** [link](https://ferry.example/)

## A <em>slanted</em> pier

## Fish &amp; chips

## Low &lt; high

## a_b - c -- d
`,
  "python-heading-image": "## ![Pier](pier.png) view\n",
  "python-heading-tight": `Text
## Pier
More
`,
  "python-heading-spaces": `#Pier

  ## Two spaces
`,
  "python-snippet": `Before

--8<-- "shared/hours.md"

After
`,
  "python-snippet-block": `--8<--
shared/hours.md
--8<--
`,
  "python-snippet-missing": `--8<-- "shared/gone.md"

After
`,
  "python-superfences-list": `- One

    \`\`\`js
    let a = 1;
    \`\`\`

- Two

  \`\`\`js
  let b = 2;
  \`\`\`
`,
  "python-fence-in-quote": `> \`\`\`
> code
> \`\`\`
`,
  "python-fence-attributes": `\`\`\` { .py title="a.py" linenums="1" }
x = 1
\`\`\`

\`\`\`py hl_lines="1"
y = 2
\`\`\`
`,
  "python-fence-tight": `Before
\`\`\`
code
\`\`\`
After
`,
  "python-list-two": `- One
  - Two

  Text of one

- Three
`,
  "python-list-four": `- One
    - Two

    Text of one

        code

- Three
`,
  "python-list-numbers-two": `1. One
   - Two

2. Three

   Text
`,
  "python-list-after-text": `The ferry:
- waits
- leaves

Then:

- one
`,
  "python-list-of-list": `- One

    1. Two

        Three

    ![Pier](pier.png)
`,
  "python-list-tabs": "-\tOne\n\n\tText\n\n-\tTwo\n",
  "python-task-list": "- [ ] Wait\n- [x] Board\n",
  "python-mark": "==marked== ^^insert^^ ~~gone~~ H~2~O x^2^\n",
  "python-magic-link": "See https://ferry.example/a, and crew@ferry.example.\n",
  "python-keys": "Press ++ctrl+c++.\n",
  "python-emoji": `A :smile: here.

## Pier :smile:
`,
  "python-table": `Time | Pier
---- | ----
9:00 | **A** \\| x
9:30 | \`a | b\`

After.
`,
  "python-table-in-admonition": `!!! note

    | Time | Pier |
    | ---- | ---- |
    | 9:00 | ![Pier](pier.png) |
`,
  "python-comment": `<!-- nobody -->

Before <!-- inside --> after.

<!--
Over

lines
-->

**Bold**.
`,
  "python-code-indented": `Before

    code **stars**
    ![no](no.png)

After
`,
  "python-code-after-heading": `## Pier
    code?

Text
`,
  "python-escape": `\\*no\\* \\<b\\> \\~ \\| \\! \\渡
`,
  "python-emphasis": "a_b_c a*b*c __a__b __bold__ ***both*** _a_\n",
  "python-emphasis-chinese": "**粗体，**紧跟 **“引号”**后 *斜*体 __粗__体 _斜_体\n",
  "python-link-space": `[a] (https://ferry.example/a) [b](<https://ferry.example/b c>) [c](pier 1.png) ![d](pier 2.png)
`,
  "python-link-parentheses": '[a](https://ferry.example/a_(b)) [b](https://ferry.example/b "It\'s "fine"")\n',
  "python-reference": `[The pier][pier] [pier] [Pier][] [gone][x]

[pier]: https://ferry.example/pier 'Title'
    [indented]: https://ferry.example/x

[gone]
`,
  "python-hard-break": "One  \ntwo\\\nthree\n",
  "python-smart": '"Low" -- it\'s...\n',
  "python-entity": "&copy; &notanentity; AT&T &amp;\n",
  "python-include-html": `<p align="center">
  <img src="pier.png" alt="Pier">
</p>

<details><summary>More</summary>

The **ferry**.

</details>
`,
  "python-ol-start": `3. Three
4. Four

a. no
`,
  "python-crlf": "!!! note\r\n    The **ferry**\r\n\r\n    - One\r\n\r\n| a | b |\r\n| - | - |\r\n| 1 | 2 |\r\n",
};
