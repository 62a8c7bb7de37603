/** MDX: JSX and expressions. The names begin with `mdx-`, because the files end in `.mdx`. */
export const mdxPages: Readonly<Record<string, string>> = {
  "mdx-markdown": `## Pier

The **ferry** waits at the [pier](https://ferry.example/).

![Pier](pier.png)
`,
  "mdx-component": `<section>

## Inside

The **ferry** waits.

</section>

## After
`,
  "mdx-component-tight": `<section>
The **ferry** waits.
</section>

<section>The **ferry** waits.</section>
`,
  "mdx-component-defined": `export const Box = ({ title, children }) => <section><b>{title}</b>{children}</section>;

<Box title="Low water">

The **ferry** waits.

- ![Pier](pier.png)

</Box>

After <Box title="x">*inside*</Box> all.
`,
  "mdx-member-component": `export const Deck = { Item: ({ children }) => <div>{children}</div> };

<Deck.Item>

## On deck

</Deck.Item>
`,
  "mdx-self-closing": `export const Gap = () => <hr />;

Before

<Gap/>

After <br/> all <Gap /> here.
`,
  "mdx-tag-over-lines": `<section
  className="wide"
  id="pier"
>

The **ferry** waits.

</section>

<img
  src="/pier.png"
  alt="Pier"
  width={10}
/>
`,
  "mdx-tag-over-lines-inline": `The <span
  className="wide">ferry</span> waits.
`,
  "mdx-spread": `export const more = { title: "Pier" };

<section {...more}>

The ferry waits.

</section>
`,
  "mdx-style": `<div style={{ color: "red", padding: 1 }}>

The **ferry** waits.

</div>

<p style={{ color: "red" }}>Tight *text*</p>
`,
  "mdx-attribute-expression": `<a href={"https://ferry.example/" + "pier"}>Pier</a> and <img src={"/a.png"} alt={"Pier"} />
`,
  "mdx-attribute-jsx": `export const Box = ({ icon, children }) => <section>{icon}{children}</section>;

<Box icon={<b>i</b>}>

Text

</Box>
`,
  "mdx-expression": `The sum is {1 + 2}, {"text"} and {[1, 2].join("-")}.

{"A block"}
`,
  "mdx-expression-jsx": `{[1, 2].map((n) => <p key={n}>Pier {n}</p>)}

{true && <h2 id="shown">Shown</h2>}
`,
  "mdx-expression-lines": `{
  // A comment
  ["a", "b"].join(", ")
}

The ferry {
  1 + 1
} waits.
`,
  "mdx-export": `export const tide = 3;

The tide is {tide}.

export function high() {
  return "high";
}

It is {high()}.
`,
  "mdx-export-blank-lines": `export const times = [
  "9:00",

  "9:30",
];

Times: {times.join(", ")}.
`,
  "mdx-frontmatter": `The title is {frontmatter.title}.
`,
  "mdx-comment": `{/* nobody sees this */}

The ferry {/* nor this */} waits.

{/*
Over lines

![Pier](no.png)
*/}

After.
`,
  "mdx-comment-html": `<!-- an HTML comment -->

The ferry waits.
`,
  "mdx-heading-id": `## Pier {#dock}
`,
  "mdx-heading-id-comment": `## Pier {/* #dock */}

## Tide {/* tide-id */}
`,
  "mdx-heading-expression": `## The {"low"} water

## The {1 + 1} pier
`,
  "mdx-heading-jsx": `## The <em>low</em> water

## <code>tide()</code>

<h2>Written</h2>

<h3 id="own">Own</h3>

<h2>

Over lines

</h2>
`,
  "mdx-heading-duplicates": `## Pier

<section>

## Pier

</section>

<h2>Pier</h2>

## Pier
`,
  "mdx-autolink": `See <https://ferry.example/>.
`,
  "mdx-bare-url": `See https://ferry.example/a here.
`,
  "mdx-less-than": `a < b
`,
  "mdx-less-than-digit": `x <5
`,
  "mdx-brace": `An open { brace.
`,
  "mdx-brace-escaped": `A \\{ brace \\} and \\<b\\> and &#123;x&#125; and \`{code}\` and \`<b>\`.
`,
  "mdx-braces-of-text": `An id {like-this thing} here.
`,
  "mdx-unclosed": `<section>

The ferry waits.
`,
  "mdx-crossed": `<b><i>The ferry</b></i> waits.
`,
  "mdx-void": `Line<br>break
`,
  "mdx-class": `<div class="wide" for="x">

The ferry waits.

</div>
`,
  "mdx-indented": `Before.

    not code **bold**

After.
`,
  "mdx-fence": `\`\`\`jsx title="pier.js" {1,3}
<Pier {...unclosed
\`\`\`

After.
`,
  "mdx-fence-in-component": `<section>

\`\`\`js
let a = "<b>";
\`\`\`

</section>
`,
  "mdx-fence-indented-in-component": `<section>
  \`\`\`js
  let a = 1;
  \`\`\`

  The **ferry** waits.
</section>
`,
  "mdx-list-in-component": `<ul>
  <li>One **bold**</li>
  <li>

  Two **bold**

  </li>
</ul>
`,
  "mdx-component-in-list": `- One

  <section>

  The **ferry** waits.

  </section>

- Two <b>bold</b>
`,
  "mdx-table": `| Time | Pier |
| ---- | ---- |
| {1 + 1} | <b>A</b> |
| <br/> | \`{x}\` |
`,
  "mdx-details": `<details>
  <summary>More</summary>

  The **ferry** waits.

  ![Pier](pier.png)
</details>
`,
  "mdx-table-html": `<table>
  <tbody>
    <tr>
      <td>One</td>
      <td>

        **Two**

      </td>
    </tr>
  </tbody>
</table>
`,
  "mdx-image-html": `<img src="/pier.png" alt="Pier" />

Text <img src="/boat.png" alt="" /> here.
`,
  "mdx-link-jsx": `<a href="https://ferry.example/a">The *pier*</a>

<a href="https://ferry.example/b">
  Block
</a>
`,
  "mdx-link-around-blocks": `<a href="https://ferry.example/a">

![Pier](pier.png)

</a>
`,
  "mdx-emphasis-around-jsx": `**The <em>ferry</em>** waits and *<b>this</b>*.
`,
  "mdx-quote": `> <section>
>
> The **ferry**
>
> </section>
`,
  "mdx-chinese": `渡船<b>等候</b>在{"渡口"}。

## 渡口<em>时间</em>
`,
  "mdx-entities": `Fish &amp; chips, &copy; and {"&amp;"} and <b title="&quot;">x</b>.
`,
  "mdx-svg": `<svg viewBox="0 0 1 1" strokeWidth="1"><path d="M0 0" /></svg>

After.
`,
  "mdx-fragment": `<>
  The **ferry** waits.
</>

<>

## Inside

</>
`,
  "mdx-template-literal": `{\`A <b>text</b> with \${1 + 1}\`}

After.
`,
  "mdx-import-text": `The word
import is not first.

export of goods is text, too.
`,
  "mdx-footnote": `The ferry[^1].

[^1]: At the **pier**.
`,
  "mdx-containers": `:::note

The **ferry** waits.

:::

:::tip[Low *water*]
Wait.
:::
`,
  "mdx-crlf":
    '<section\r\n  className="x"\r\n>\r\n\r\n## Pier\r\n\r\n</section>\r\n\r\n{/* no\r\none */}\r\n\r\nAfter.\r\n',
};
