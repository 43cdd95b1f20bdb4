/** Partial evaluation: what the scheduler knows becomes a literal, what only the running job knows stays an expression. */
import { data, type Expr } from '@actions/expressions'
import { Binary, ContextAccess, type ExprVisitor, FunctionCall, type Grouping, IndexAccess, Literal, type Logical, Star, Unary } from '@actions/expressions/ast'
import { FilteredArray } from '@actions/expressions/filtered_array'
import { type ContextName, evaluateTree, parseExpression } from './expressions.ts'
import type { Json } from './leg.ts'
import { renderLiteral, Unfoldable } from './literals.ts'
import { fromData, isTruthy, type JsonObject, toData } from './values.ts'

/** What is known while the leg is written. */
export type Foldable = {
  /** Contexts that are known as a whole: needs, inputs, matrix, strategy, vars. */
  readonly contexts: Readonly<Partial<Record<ContextName, Json>>>
  /** Contexts of which only some members are known: github, runner, job. */
  readonly members: Readonly<Partial<Record<ContextName, JsonObject>>>
  /** Variables whose definition stands in the place of `env.NAME`: already folded. */
  readonly env?: Readonly<Record<string, Folded>>
}

/** Either a value, or the text of the expression that is left; `status` tells whether it calls success(), failure(), always() or cancelled(). */
export type Folded = { readonly known: data.ExpressionData } | { readonly text: string; readonly status: boolean }

/** Functions that only the running job can answer. */
const runtimeFunctions = new Set(['success', 'failure', 'always', 'cancelled', 'hashfiles'])
const nowhere = { type: 0, lexeme: '', range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } } }

/** Folds an expression. Throws `Unfoldable` with a sentence, or an Error with GitHub's message when it cannot be parsed. */
export function foldExpression(text: string, foldable: Foldable): Folded {
  return parseExpression(text).accept(new Folder(foldable))
}

export function printFolded(folded: Folded): string {
  return 'known' in folded ? renderLiteral(fromData(folded.known)) : folded.text
}

function literal(value: data.ExpressionData): Literal {
  return new Literal(value, nowhere)
}

function rest(text: string, ...parts: readonly Folded[]): Folded {
  return { text, status: parts.some((part) => 'status' in part && part.status) }
}

function lookUp(members: JsonObject | undefined, key: string): Json | undefined {
  const name = Object.keys(members ?? {}).find((candidate) => candidate.toLowerCase() === key.toLowerCase())
  return name === undefined ? undefined : members?.[name]
}

class Folder implements ExprVisitor<Folded> {
  readonly #foldable: Foldable
  readonly #contexts: ReadonlyMap<string, data.ExpressionData>

  constructor(foldable: Foldable) {
    this.#foldable = foldable
    this.#contexts = new Map(Object.entries(foldable.contexts).map(([name, value]) => [name, toData(value)]))
  }

  visitLiteral(node: Literal): Folded {
    return { known: node.literal }
  }

  visitContextAccess(node: ContextAccess): Folded {
    const known = this.#contexts.get(node.name.lexeme.toLowerCase())
    return known === undefined ? rest(node.name.lexeme) : { known }
  }

  visitGrouping(node: Grouping): Folded {
    const inner = node.group.accept(this)
    return 'known' in inner ? inner : { ...inner, text: `(${inner.text})` }
  }

  visitUnary(node: Unary): Folded {
    const inner = node.expr.accept(this)
    return 'known' in inner ? { known: evaluateTree(new Unary(node.operator, literal(inner.known)), { contexts: {} }) } : rest(`!${inner.text}`, inner)
  }

  visitBinary(node: Binary): Folded {
    const [left, right] = [node.left.accept(this), node.right.accept(this)]
    if ('known' in left && 'known' in right) {
      return { known: evaluateTree(new Binary(literal(left.known), node.operator, literal(right.known)), { contexts: {} }) }
    }
    return rest(`(${printFolded(left)} ${node.operator.lexeme} ${printFolded(right)})`, left, right)
  }

  /** A known operand that does not decide is dropped while it comes first; what comes after one that decides is never reached. */
  visitLogical(node: Logical): Folded {
    const decides = (value: data.ExpressionData): boolean => isTruthy(fromData(value)) === (node.operator.lexeme === '||')
    const kept: Folded[] = []
    for (const [index, argument] of node.args.entries()) {
      const folded = argument.accept(this)
      const isLast = index === node.args.length - 1
      if ('known' in folded && kept.length === 0 && (isLast || decides(folded.known))) return folded
      if (!('known' in folded) || isLast || decides(folded.known)) kept.push(folded)
      if ('known' in folded && decides(folded.known)) break
    }
    return kept.length === 1 ? (kept[0] as Folded) : rest(`(${kept.map(printFolded).join(` ${node.operator.lexeme} `)})`, ...kept)
  }

  visitIndexAccess(node: IndexAccess): Folded {
    const direct = this.#directMember(node)
    if (direct !== undefined) return direct
    const base = node.expr.accept(this)
    if (node.index instanceof Star) {
      return 'known' in base ? { known: this.#index(base.known, node.index) } : rest(`${base.text}.*`, base)
    }
    const index = node.index.accept(this)
    if ('known' in base && 'known' in index) return { known: this.#index(base.known, literal(index.known)) }
    if ('known' in base && base.known.primitive) return { known: new data.Null() }
    if ('known' in base && base.known instanceof FilteredArray) throw new Unfoldable('an index that only the job knows cannot follow a filter (.*)')
    // act cannot take a list's item by a number that it computes; by name it can.
    if ('known' in base && base.known.kind === data.Kind.Array) {
      const items = Object.fromEntries(base.known.values().map((item, position) => [String(position), fromData(item)]))
      return rest(`${renderLiteral(items)}[format('{0}', ${printFolded(index)})]`, index)
    }
    const name = 'known' in index && index.known.kind === data.Kind.String ? index.known.coerceString() : undefined
    const isWord = name !== undefined && /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)
    return rest(`${printFolded(base)}${isWord ? `.${name}` : `[${printFolded(index)}]`}`, base, index)
  }

  visitFunctionCall(node: FunctionCall): Folded {
    const name = node.functionName.lexeme.toLowerCase()
    if (name === 'case') return this.#foldCase(node.args)
    const args = node.args.map((argument) => argument.accept(this))
    const isRuntime = runtimeFunctions.has(name)
    if (!isRuntime && args.every((argument) => 'known' in argument)) {
      try {
        return {
          known: evaluateTree(
            new FunctionCall(
              node.functionName,
              args.map((argument) => literal(argument.known)),
            ),
            { contexts: {} },
          ),
        }
      } catch {
        // Left to the step that reads it, which then fails as it does on GitHub.
      }
    }
    const text = `${node.functionName.lexeme}(${args.map(printFolded).join(', ')})`
    return { text, status: (isRuntime && name !== 'hashfiles') || args.some((argument) => 'status' in argument && argument.status) }
  }

  #index(base: data.ExpressionData, index: Expr): data.ExpressionData {
    return evaluateTree(new IndexAccess(literal(base), index), { contexts: {} })
  }

  #directMember(node: IndexAccess): Folded | undefined {
    if (!(node.expr instanceof ContextAccess) || !(node.index instanceof Literal) || node.index.literal.kind !== data.Kind.String) return undefined
    const context = node.expr.name.lexeme.toLowerCase()
    const key = node.index.literal.coerceString()
    if (context === 'env') return this.#foldable.env?.[key]
    const value = lookUp(this.#foldable.members[context as ContextName], key)
    return value === undefined ? undefined : { known: toData(value) }
  }

  /** act has no case(): what is left of one is written with && and ||, where that means the same. */
  #foldCase(args: readonly Expr[]): Folded {
    const [predicate, value, ...others] = args
    if (predicate === undefined || value === undefined) return (predicate as Expr).accept(this)
    const condition = predicate.accept(this)
    if ('known' in condition) {
      if (condition.known.kind !== data.Kind.Boolean) throw new Unfoldable('a condition of case() must evaluate to a boolean value')
      return fromData(condition.known) === true ? value.accept(this) : this.#rest(others)
    }
    const [yes, no] = [value.accept(this), this.#rest(others)]
    if ('known' in yes && isTruthy(fromData(yes.known))) return rest(`(${condition.text} && ${printFolded(yes)} || ${printFolded(no)})`, condition, no)
    if ('known' in no && isTruthy(fromData(no.known))) return rest(`(!${condition.text} && ${printFolded(no)} || ${printFolded(yes)})`, condition, yes)
    throw new Unfoldable('case() with a condition that only the job knows needs a value that is known before the job starts and is not empty')
  }

  #rest(others: readonly Expr[]): Folded {
    return others.length === 1 ? (others[0] as Expr).accept(this) : this.#foldCase(others)
  }
}
