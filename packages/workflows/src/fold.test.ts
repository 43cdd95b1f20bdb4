import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { caseFoldable, conditionCases, expectCondition, expectText, expressionCases, nasty, renderCasesDocument } from './expressions.cases.ts'
import { evaluateExpression, hasStatusFunction, parseExpression, type Scope } from './expressions.ts'
import { foldExpression, printFolded } from './fold.ts'
import { foldCondition, foldString, foldTyped } from './fold-text.ts'
import type { Json } from './leg.ts'
import { renderLiteral } from './literals.ts'
import { evaluateText, parseSegments } from './templates.ts'
import { coerceText, isTruthy, toData } from './values.ts'

const answers = { success: true, failure: false, always: true, cancelled: false }
const functions = Object.entries(answers).map(([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => toData(value) }))
/** What is left to the job: everything else must have been folded away. */
const running: Scope = {
  contexts: {
    steps: { made: { outputs: { text: 'hello', key: 'digest', index: '1', json: '{"n":7}', blank: '' }, outcome: 'success', conclusion: 'success' } },
    env: { PLAIN: 'plain', KEY: 'os', EMPTY: '' },
  },
  functions,
}

describe('folding leaves what GitHub evaluates', () => {
  test('in enough cases', () => expect(expressionCases.length + conditionCases.length).toBeGreaterThanOrEqual(57))

  test.each(expressionCases)('%s', (expression) => {
    const folded = printFolded(foldExpression(expression, caseFoldable))
    expect(coerceText(evaluateExpression(folded, running))).toBe(expectText(expression))
    expect(folded).not.toMatch(/\$\{|\bneeds\b|\bmatrix\b|\binputs\b|\bcase\(/)
  })

  test.each(expressionCases)('in text: %s', (expression) => {
    const text = foldString(`<\${{ ${expression} }}>`, caseFoldable)
    expect(evaluateText(text, running)).toBe(`<${expectText(expression)}>`)
  })

  test.each(conditionCases)('if: %s', (condition) => {
    const folded = foldCondition(condition, caseFoldable)
    expect(isTruthy(evaluateExpression(folded, running))).toBe(expectCondition(condition))
    // act adds success() to a condition that has no status function of its own.
    expect(folded === 'false' || hasStatusFunction(parseExpression(folded))).toBe(true)
  })

  test('a leg of all cases can be written', () => {
    expect(JSON.stringify(renderCasesDocument('END'))).not.toContain('needs.')
  })
})

describe('text of others', () => {
  const foldable = { contexts: { needs: { a: { outputs: { nasty, big: `${nasty}${'0123456789'.repeat(20_000)}` } } } }, members: {} }

  test.each(['nasty', 'big'])('arrives to the byte: %s', (name) => {
    const text = foldString(`\${{ needs.a.outputs.${name} }}`, foldable)
    // 200 kB are more than GitHub's own lexer takes for an expression, so the literal is read by hand.
    const [, json = ''] = /^\$\{\{ fromJSON\('(.*)'\) \}\}$/s.exec(text) ?? []
    expect(JSON.parse(json)).toBe(foldable.contexts.needs.a.outputs[name as 'big'])
    expect(json).not.toContain("'")
    expect(parseSegments(text)).toHaveLength(1)
  })

  test('cannot grow into an expression with its neighbours', () => {
    const split = { contexts: { inputs: { left: 'a $', right: '{{ secrets.TOKEN }}' } }, members: {} }
    const text = foldString('${{ inputs.left }}${{ inputs.right }}', split)
    expect(text).toBe(`\${{ fromJSON('"a \\u0024\\u007b\\u007b secrets.TOKEN \\u007d\\u007d"') }}`)
    expect(evaluateText(text, running)).toBe('a ${{ secrets.TOKEN }}')
  })

  test('any text survives being folded (property)', () => {
    const value = fc.string({ unit: fc.constantFrom('$', '{', '}', "'", '"', '\\', '\n', 'a', ' ', '🚀', '\u2028', 'needs') })
    fc.assert(
      fc.property(value, value, (left, right) => {
        const any = { contexts: { inputs: { left, right } }, members: {} }
        expect(evaluateText(foldString('-${{ inputs.left }}${{ env.PLAIN }}${{ inputs.right }}', any), running)).toBe(`-${left}plain${right}`)
      }),
      { verbose: true },
    )
  })

  test('any value survives being written as a literal (property)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // The evaluator's dictionaries have no names that every JavaScript object has.
        fc.pre(!JSON.stringify(value).includes('__proto__') && !hasTwins(value as Json))
        const text = renderLiteral(value as Json)
        expect(text).not.toMatch(/\$|\{\{|\}\}/)
        expect(evaluateExpression(`toJSON(${text})`, running)).toBe(
          evaluateExpression('toJSON(inputs.value)', { contexts: { inputs: { value: value as Json } } }),
        )
      }),
      { verbose: true },
    )
  })
})

/** Keys that differ in case only are one key to GitHub, and names of JavaScript's own objects are lost in its library. */
function hasTwins(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  const keys = Object.keys(value).map((key) => key.toLowerCase())
  return new Set(keys).size < keys.length || keys.some((key) => key in {}) || Object.values(value).some(hasTwins)
}

describe('what keeps its type, and what cannot be said', () => {
  test.each([
    ['${{ inputs.flag }}', true],
    ['${{ inputs.count }}', 3],
    ['${{ fromJSON(env.X) }}', '${{ fromJSON(env.X) }}'],
    ['v${{ inputs.count }}', 'v3'],
    [7, 7],
  ])('%j becomes %j', (text, value) => expect(foldTyped(text as Json, caseFoldable)).toEqual(value))

  test.each([
    ["case(env.A == 'x', '', '')", /case\(\) with a condition/],
    ["case(inputs.name, 'a', 'b')", /boolean/],
    ['needs.*.outputs[env.KEY]', /filter/],
    ['env.A == NaN', /NaN/],
  ])('%s is refused', (expression, message) => expect(() => printFolded(foldExpression(expression, caseFoldable))).toThrow(message))

  test('a list is read by name, because act cannot compute an index', () => {
    expect(printFolded(foldExpression('matrix.target.tags[env.N]', caseFoldable))).toBe(`fromJSON('{ "0": "a", "1": "b" }')[format('{0}', env.N)]`)
  })

  test('every doubled quote of a string is one', () => {
    expect(evaluateExpression("'it''s ''his'''", running)).toBe("it's 'his'")
  })

  test('what fails on GitHub is left to the step', () => {
    expect(foldString('${{ fromJSON(inputs.name) }}', caseFoldable)).toBe("${{ fromJSON('World') }}")
  })

  test('github members that only the job knows stay', () => {
    expect(foldString('${{ github.token }} ${{ github.ref }} ${{ github[env.X] }} ${{ toJSON(runner) }}', caseFoldable)).toBe(
      '${{ github.token }} refs/heads/main ${{ github[env.X] }} ${{ toJSON(runner) }}',
    )
  })
})
