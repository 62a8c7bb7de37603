import table from "../../../rules/markdown/table.js";
import { testRule } from "../../support/rule-tester.js";

const count = (columns: number, found: number) =>
  `Readers see this table as text. The header has ${columns} cells, and the row below it has ${found}. Make them equal.`;
const noDelimiter = 'Readers see this table as text. Add a row such as "| --- | --- |" below the header.';
const lost = (cell: string, found: number, columns: number) =>
  `Readers do not see "${cell}". The row has ${found} cells, and the table has ${columns} columns. Write "\\|" for a bar within a cell.`;

testRule(table, {
  accepts: [
    { name: "tables", article: "| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 |\n| `a\\|b` | 4 | |\n\na | b\n--|--\n1 | 2\n" },
    { name: "text with bars", article: "甲 | 乙\n丙 | 丁\n\n| 甲 |\n\n|x| + |y|\n\n+---+---+\n| a | b |\n+---+---+\n" },
    { name: "a site of Jekyll, which reads them", generator: "jekyll", article: "| a | b |\n|---|\n| 1 | 2 | 3 |\n" },
    {
      name: "a site of Hugo, whose delimiter row may be longer",
      generator: "hugo",
      article: "|a|b|\n|-|-|-|\n|1|2|\n",
    },
    { name: "code", article: "```\n| a | b |\n| 1 | 2 |\n```\n" },
  ],
  rejects: [
    {
      name: "a delimiter row with too few cells, and one with too many",
      article: "| a | b |\n«|---|»\n| 1 | 2 |\n\n| a | b |\n«|:--|---|--:|»\n| 1 | 2 |\n",
      messages: [count(2, 1), count(2, 3)],
      fixed: "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| a | b |\n| :--- | --- |\n| 1 | 2 |\n",
    },
    {
      name: "a delimiter row as wide as the rows, but wider than the header, which would hide their last cells",
      article: "| a | b |\n«|---|---|---|»\n| 1 | 2 | 3 |\n",
      messages: count(2, 3),
    },
    {
      name: "a delimiter row that is too short, below which cells may be empty",
      article: "| a | b |\n«|---|»\n| 1 | 2 | |\n",
      messages: count(2, 1),
      fixed: "| a | b |\n| --- | --- |\n| 1 | 2 | |\n",
    },
    {
      name: "dashes of another kind",
      article: "|a|b|\n«|--|——|»\n|1|2|\n",
      messages: 'Readers see this table as text. Write the row below the header with "-", "|" and ":" only.',
      fixed: "|a|b|\n| --- | --- |\n|1|2|\n",
    },
    {
      name: "no delimiter row",
      article: "«| a | b |»\n| 1 | 2 |\n",
      messages: noDelimiter,
      unsafelyFixed: "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    },
    {
      name: "a row with more cells",
      article: "| a | b |\n|---|---|\n| 1 | 2 | «3» |\n",
      messages: lost("3", 3, 2),
    },
    {
      name: "a bar in code",
      article: "| a | b |\n|---|---|\n| `a|b` | «2» |\n",
      messages: lost("2", 3, 2),
      unsafelyFixed: "| a | b |\n|---|---|\n| `a\\|b` | 2 |\n",
    },
  ],
});
