/**
 * Mutants: small changes of the source that a test should notice. Finds the places where one can be made, chooses some
 * of them, and puts the chosen ones into the source, switched off. See mutate.ts, which runs the tests.
 */
import { createHash } from "node:crypto";
import ts from "typescript";

/**
 * - `drop`: a statement is left out
 * - `call`: a call is replaced by its argument, by the object of its method, or by `undefined`
 * - `swap`: operands, branches, or true and false are exchanged
 * - `early`: a function returns before its last statement, or an `if` that leaves always or never does
 * - `off by one`: an index or a length is one too high or too low
 * - `compare`: a comparison includes its limit or does not, or is reversed
 */
export type Kind = "drop" | "call" | "swap" | "early" | "off by one" | "compare";
export const kinds: readonly Kind[] = ["drop", "call", "swap", "early", "off by one", "compare"];

export interface Mutant {
  /** Stays the same when other lines change, so that the same mutants are chosen again. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** `expression` is replaced by `after`, `statement` is left out, `return` is put before a statement. */
  readonly form: "expression" | "statement" | "return";
  readonly before: string;
  readonly after: string;
}

const reversed: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
]);

/** Methods whose arguments are positions. */
const positional = /^(?:slice|substring|at|charAt|charCodeAt|codePointAt|subarray|splice)$/;

/** `t` makes a message: its text is compared by other means, in each language. */
const untouched = /^(?:t|super|import|require|defineRule)$/;

/** Limits and durations, where one more is as good. */
const enough = 1000;

export function mutantsIn(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Mutant[] = [];
  const occurrences = new Map<string, number>();
  const write = (node: ts.Node): string => text.slice(node.getStart(source), node.end);

  function add(kind: Kind, node: ts.Node, after: string, form: Mutant["form"] = "expression"): void {
    const start = node.getStart(source);
    const before = text.slice(start, node.end);
    if (before === after) return;
    const same = [file, kind, form, before, after].join("\0");
    const nth = occurrences.get(same) ?? 0;
    occurrences.set(same, nth + 1);
    const id = createHash("sha256").update(`${same}\0${nth}`).digest("hex").slice(0, 12);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ id, file, line, kind, start, end: node.end, form, before, after });
  }

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return;
    statement(node);
    if (ts.isExpression(node) && isReplaceable(node)) expression(node);
    ts.forEachChild(node, visit);
  }

  function statement(node: ts.Node): void {
    if (ts.isExpressionStatement(node) ? isEffect(node.expression) : ts.isThrowStatement(node) || isJump(node))
      add("drop", node, "", "statement");
    if (ts.isIfStatement(node))
      for (const value of ["false", "true"]) add(leaves(node.thenStatement) ? "early" : "swap", node.expression, value);
    if (ts.isBlock(node) && ts.isFunctionLike(node.parent) && node.statements.length > 1) {
      const last = node.statements.at(-1);
      if (last && !ts.isFunctionDeclaration(last)) add("early", last, "return;", "return");
    }
  }

  function expression(node: ts.Expression): void {
    if (ts.isCallExpression(node) && !ts.isExpressionStatement(node.parent)) {
      if (ts.isIdentifier(node.expression) ? untouched.test(node.expression.text) : isKeyword(node.expression)) return;
      const [argument] = node.arguments;
      const object = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
      if (argument && !ts.isFunctionLike(argument) && !ts.isSpreadElement(argument) && !isLiteral(argument))
        add("call", node, write(argument));
      else if (object && object.kind !== ts.SyntaxKind.SuperKeyword) add("call", node, write(object));
      if (!object) add("call", node, "undefined");
    }
    if (ts.isBinaryExpression(node)) {
      const { left, right, operatorToken } = node;
      const [one, other] = [write(left), write(right)];
      const turned = reversed.get(operatorToken.kind);
      if (turned) add("compare", node, `${one} ${turned} ${other}`);
      if (operatorToken.kind === ts.SyntaxKind.MinusToken) add("swap", node, `(${other}) - (${one})`);
      if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) add("swap", node, one);
      if (operatorToken.kind === ts.SyntaxKind.BarBarToken) {
        add("swap", node, `(${one}) && (${other})`);
        add("swap", node, one);
      }
      if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
        add("swap", node, `(${one}) || (${other})`);
        add("swap", node, one);
        add("swap", node, other);
      }
    }
    if (ts.isConditionalExpression(node))
      add("swap", node, `${write(node.condition)} ? ${write(node.whenFalse)} : ${write(node.whenTrue)}`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) add("swap", node, "false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) add("swap", node, "true");
    if (ts.isNumericLiteral(node) && Number(node.text) < enough) {
      add("off by one", node, String(Number(node.text) + 1));
      if (Number(node.text) > 0) add("off by one", node, String(Number(node.text) - 1));
    }
    if (ts.isPropertyAccessExpression(node) && node.name.text === "length")
      add("off by one", node, `${write(node)} - 1`);
    if (isPosition(node)) add("off by one", node, `${write(node)} + 1`);
  }

  visit(source);
  return found;
}

const isEffect = (node: ts.Expression): boolean =>
  !ts.isStringLiteral(node) && !(ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword);

/** `continue`, and `break` out of a loop. */
const isJump = (node: ts.Node): boolean =>
  ts.isContinueStatement(node) || (ts.isBreakStatement(node) && !ts.isCaseOrDefaultClause(node.parent));

const isKeyword = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.SuperKeyword || node.kind === ts.SyntaxKind.ImportKeyword;

const isLiteral = (node: ts.Node): boolean => ts.isStringLiteral(node) || ts.isRegularExpressionLiteral(node);

function leaves(node: ts.Statement): boolean {
  const last = ts.isBlock(node) ? node.statements.at(-1) : node;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
}

function isPosition(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || !ts.isIdentifier(node) || !parent.arguments.includes(node)) return false;
  const called = parent.expression;
  return ts.isPropertyAccessExpression(called) && positional.test(called.name.text);
}

/** Whether `(condition ? other : node)` can be written for the node: not for names, targets, and parts of `a?.b.c`. */
function isReplaceable(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === (node as ts.Node)) return false;
  if (ts.isEnumMember(parent) || ts.isLiteralTypeNode(parent) || ts.isModuleDeclaration(parent)) return false;
  if ((ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.name === (node as ts.Node))
    return false;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator !== ts.SyntaxKind.PlusPlusToken && parent.operator !== ts.SyntaxKind.MinusMinusToken;
  if (ts.isBinaryExpression(parent) && parent.left === node)
    return (
      parent.operatorToken.kind < ts.SyntaxKind.FirstAssignment ||
      parent.operatorToken.kind > ts.SyntaxKind.LastAssignment
    );
  if (ts.isDeleteExpression(parent)) return false;
  const isCallee =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
    parent.expression === node;
  return !isCallee || (parent.flags & ts.NodeFlags.OptionalChain) === 0;
}

/**
 * As many of each kind, by the order of a hash of the seed and the mutant: the same ones while the code around them
 * changes. No two at exactly the same place.
 */
export function choose(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const order = new Map(
    mutants.map((mutant) => [mutant, createHash("sha256").update(`${seed} ${mutant.id}`).digest("hex")]),
  );
  const shuffled = [...mutants].sort((a, b) => ((order.get(a) ?? "") < (order.get(b) ?? "") ? -1 : 1));
  const taken = new Set<string>();
  const chosen: Mutant[] = [];
  for (const [index, kind] of kinds.entries()) {
    let left = Math.floor(count / kinds.length) + (index < count % kinds.length ? 1 : 0);
    for (const mutant of shuffled) {
      const place = `${mutant.file}:${mutant.start}:${mutant.end}`;
      if (mutant.kind !== kind || taken.has(place) || left === 0) continue;
      taken.add(place);
      chosen.push(mutant);
      left--;
    }
  }
  return chosen.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

/**
 * The source with the mutants in it. Each is switched on by its id in the file `active`, which
 * every thread and program that runs the source reads.
 */
export function withMutants(text: string, mutants: readonly Mutant[], active: string): string {
  const inserts = mutants.flatMap(({ id, start, end, form, after }) => {
    const isOn = `stetMutant("${id}")`;
    const [opening, closing] =
      form === "return"
        ? [`if(${isOn})return;`, ""]
        : form === "statement"
          ? [`{if(!${isOn}){`, "}}"]
          : [`(${isOn}?(${after}\n):(`, "))"];
    return [
      { at: start, isEnd: false, width: end - start, text: opening },
      { at: end, isEnd: true, width: end - start, text: closing },
    ];
  });
  // At the same place, what ends comes first; the inner one ends first, and the outer one begins first.
  inserts.sort(
    (a, b) => a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || (a.isEnd ? a.width - b.width : b.width - a.width),
  );
  let at = 0;
  let written = "";
  for (const insert of inserts) {
    written += text.slice(at, insert.at) + insert.text;
    at = insert.at;
  }
  const isOn =
    "function stetMutant(id){return(globalThis.stetMutantsOn??=new Set(" +
    `process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(active)},"utf8").split(" "))).has(id)}`;
  return `${isOn} ${written}${text.slice(at)}`;
}
