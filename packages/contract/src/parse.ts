import { ok, type Problem, type Result } from '@slipway/kernel'
import { closest, distance } from 'fastest-levenshtein'
import type { Contract, Input, InputsOf, Rule } from './contract.ts'

/** Parses what the workflow wrote, by input name. An absent or empty text counts as not given. All problems are reported at once. */
export function parseInputs<C extends Contract>(contract: C, given: Readonly<Record<string, string>>): Result<InputsOf<C>> {
  const texts = trimAll(given)
  const found: Problem[] = [...unknownNames(contract, Object.keys(given)), ...brokenRules(contract.rules ?? [], texts)]
  const values: Record<string, unknown> = {}
  for (const [name, declared] of Object.entries(contract.inputs)) {
    const result = parseOne(name, declared, texts[name] ?? '')
    if (result.ok) values[name] = result.value
    else found.push(result.error)
  }
  return found.length === 0 ? ok(values as InputsOf<C>) : { ok: false, error: found }
}

function trimAll(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]))
}

function parseOne(name: string, declared: Input<unknown>, written: string): Result<unknown, Problem> {
  // A default with an expression is the runner's to fill in: where it came out empty, nothing was given.
  const fallback = declared.default?.includes('${{') === true ? undefined : declared.default
  const value = written === '' ? (fallback ?? '') : written
  if (value === '') {
    if (declared.presence === 'maybe') return ok(undefined)
    // An empty list is written as nothing at all.
    if (fallback === '') return declared.kind.parse('') as Result<unknown, Problem>
    const message = 'is required and was not given'
    return { ok: false, error: { code: 'E_CONTRACT_REQUIRED', message, cure: `Give ${declared.kind.describe}`, at: { input: name } } }
  }
  const result = declared.kind.parse(value)
  if (result.ok) return result
  return { ok: false, error: { ...result.error, at: { input: name } } }
}

function unknownNames(contract: Contract, names: readonly string[]): Problem[] {
  const known = Object.keys(contract.inputs)
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'E_CONTRACT_UNKNOWN_INPUT',
      message: `is no input of ${contract.name}`,
      cure: `${suggestion(name, known)}Known: ${known.join(', ')}`,
      at: { input: name },
    }))
}

/** Only a name that is near: a far-fetched guess misleads more than none. */
function suggestion(name: string, known: readonly string[]): string {
  const near = known.length === 0 ? undefined : closest(name, known)
  return near !== undefined && distance(name, near) <= Math.max(2, name.length / 3) ? `Did you mean "${near}"? ` : ''
}

function brokenRules(rules: readonly Rule[], texts: Readonly<Record<string, string>>): Problem[] {
  return rules.flatMap(({ rule, inputs }) => {
    const given = inputs.filter((name) => (texts[name] ?? '') !== '')
    const names = inputs.join(', ')
    if (rule === 'exactly-one' && given.length !== 1) return [broken(`exactly one of ${names} must be given, not ${given.length}`, inputs)]
    if (rule === 'at-least-one' && given.length === 0) return [broken(`at least one of ${names} must be given`, inputs)]
    if (rule === 'together' && given.length !== 0 && given.length !== inputs.length) return [broken(`${names} go together`, inputs)]
    return []
  })
}

function broken(message: string, inputs: readonly string[]): Problem {
  return { code: 'E_CONTRACT_RULE', message, cure: 'See the table of inputs in the README of the action', at: { input: inputs[0] } }
}
