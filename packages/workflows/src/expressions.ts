/** Expressions: parsed and evaluated by GitHub's own library, with the three things it leaves to its user put right. */
import { data, Evaluator, type Expr, Lexer, Parser } from '@actions/expressions'
import { type ContextAccess, type ExprVisitor, FunctionCall, Star } from '@actions/expressions/ast'
import type { FunctionDefinition, FunctionInfo } from '@actions/expressions/funcs/info'
import type { Json } from './leg.ts'
import { fromData, toData } from './values.ts'

/** The contexts of GitHub's documentation ("Contexts reference"), in which every expression is parsed; the schema says which are allowed where. */
export const contextNames = ['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner', 'secrets', 'strategy', 'matrix', 'needs', 'inputs'] as const

export type ContextName = (typeof contextNames)[number]

const statusNames = ['success', 'failure', 'always', 'cancelled']

const extraFunctions: readonly FunctionInfo[] = [
  ...statusNames.map((name) => ({ name, minArgs: 0, maxArgs: Number.MAX_SAFE_INTEGER })),
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
]

/** What an expression may read: contexts by name (an absent one is null) and the status functions. */
export type Scope = {
  readonly contexts: Readonly<Partial<Record<ContextName, Json>>>
  readonly functions?: readonly FunctionDefinition[]
}

const parsed = new Map<string, Expr>()

/** The tree of an expression (the text between `${{` and `}}`). Throws an Error with GitHub's message when it cannot be parsed. */
export function parseExpression(text: string): Expr {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const { tokens } = new Lexer(text).lex()
  for (const token of tokens) {
    // The library unescapes only the first '' of a string; GitHub unescapes all (actions/runner, LexicalAnalyzer.cs).
    if (token.lexeme.startsWith("'") && typeof token.value === 'string') token.value = token.lexeme.slice(1, -1).replaceAll("''", "'")
  }
  const tree = new Parser(tokens, [...contextNames], [...extraFunctions]).parse()
  if (tree === undefined) throw new Error('An expression was expected')
  parsed.set(text, tree)
  return tree
}

/** GitHub's evaluator; an absent context is null instead of a crash, and `case()` evaluates only the branch that it takes. */
class GitHubEvaluator extends Evaluator {
  override visitContextAccess(access: ContextAccess): data.ExpressionData {
    return super.visitContextAccess(access) ?? new data.Null()
  }

  override visitFunctionCall(call: FunctionCall): data.ExpressionData {
    if (call.functionName.lexeme.toLowerCase() !== 'case') return super.visitFunctionCall(call)
    for (let index = 0; index + 1 < call.args.length; index += 2) {
      const predicate = this.eval(call.args[index] as Expr)
      if (predicate.kind !== data.Kind.Boolean) throw new Error('case predicate must evaluate to a boolean value')
      if ((predicate as data.BooleanData).value) return this.eval(call.args[index + 1] as Expr)
    }
    return this.eval(call.args.at(-1) as Expr)
  }
}

/** Evaluates a tree. Throws an Error with GitHub's message. */
export function evaluateTree(tree: Expr, scope: Scope): data.ExpressionData {
  const contexts = new data.Dictionary(...contextNames.map((key) => ({ key, value: toData(scope.contexts[key]) })))
  const functions = new Map((scope.functions ?? []).map((definition) => [definition.name.toLowerCase(), definition]))
  return new GitHubEvaluator(tree, contexts, functions).evaluate()
}

/** Evaluates an expression to a plain value. Throws an Error with GitHub's message. */
export function evaluateExpression(text: string, scope: Scope): Json {
  return fromData(evaluateTree(parseExpression(text), scope))
}

/** True when the tree calls success(), failure(), always() or cancelled(): then GitHub adds no `success() &&`. */
export function hasStatusFunction(tree: Expr): boolean {
  return callsOf(tree).some((call) => statusNames.includes(call.functionName.lexeme.toLowerCase()))
}

/** Every function call of a tree. */
export function callsOf(tree: Expr): FunctionCall[] {
  return nodesOf(tree).filter((node) => node instanceof FunctionCall)
}

/** Every node of a tree, parents first. */
export function nodesOf(tree: Expr): Expr[] {
  const children: ExprVisitor<readonly Expr[]> = {
    visitLiteral: () => [],
    visitContextAccess: () => [],
    visitUnary: (node) => [node.expr],
    visitBinary: (node) => [node.left, node.right],
    visitLogical: (node) => node.args,
    visitGrouping: (node) => [node.group],
    visitFunctionCall: (node) => node.args,
    // The star of `a.*` is no node that can be visited.
    visitIndexAccess: (node) => (node.index instanceof Star ? [node.expr] : [node.expr, node.index]),
  }
  return [tree, ...tree.accept(children).flatMap(nodesOf)]
}
