/** Replaces secrets in text. */
export type Mask = {
  readonly apply: (text: string) => string
  readonly add: (secret: string) => void
}

/** A line of a longer secret that is shorter than this is left alone: masking "}" would spoil every log. */
const shortestLine = 4

/**
 * Masks what GitHub's runner masks (SecretMasker.cs, ValueEncoders.cs): the value, each of its lines, and the value as base64 and inside JSON.
 * act masks only whole values, and only in some of its fields.
 */
export function createMask(secrets: Iterable<string>): Mask {
  const values = new Set<string>()
  let longestFirst: readonly string[] = []
  const add = (secret: string): void => {
    for (const form of formsOf(secret)) values.add(form)
    longestFirst = [...values].sort((a, b) => b.length - a.length)
  }
  for (const secret of secrets) add(secret)
  return {
    add,
    apply: (text) => longestFirst.reduce((result, value) => (result.includes(value) ? result.replaceAll(value, '***') : result), text),
  }
}

function formsOf(secret: string): readonly string[] {
  const whole = secret.trim()
  if (whole === '') return []
  const lines = whole
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line === whole || line.length >= shortestLine)
  return [whole, ...lines, Buffer.from(secret).toString('base64'), JSON.stringify(whole).slice(1, -1)]
}
