import { type Digest, err, ok, type Platform, type Problem, parseDigest, parsePlatform, parseTag, type Result, type Tag } from '@slipway/kernel'

/** How one input is written: text in, typed value out. `typeName` is the word that tables and action-types.yml show. */
export type Kind<T> = {
  readonly typeName: string
  /** One phrase for the reader: what may stand here. */
  readonly describe: string
  readonly parse: (text: string) => Result<T, Omit<Problem, 'at'>>
  /** Masked before anything is logged. */
  readonly secret?: boolean
  /** For action-types.yml (github-actions-typing): the general type below the name. */
  readonly general: 'string' | 'boolean' | 'integer' | 'enum' | 'list'
  readonly allowed?: readonly string[]
  readonly separator?: string
}

const bad = (message: string, cure: string) => err({ code: 'E_CONTRACT_VALUE', message, cure })

/** Any text on one line. */
export function string(options: { pattern?: RegExp; describe?: string } = {}): Kind<string> {
  return {
    typeName: 'string',
    general: 'string',
    describe: options.describe ?? 'text on one line',
    parse: (text) => {
      if (/[\n\r\0]/.test(text)) return bad('holds a line break', 'Write it on one line')
      if (options.pattern !== undefined && !options.pattern.test(text))
        return bad(`"${text}" does not fit`, `Write ${options.describe ?? `what matches ${options.pattern}`}`)
      return ok(text)
    },
  }
}

/** Text of several lines, kept as it is. */
export function text(): Kind<string> {
  return { typeName: 'text', general: 'string', describe: 'text of any length', parse: (value) => ok(value) }
}

/** `true` or `false` as YAML 1.2 core schema writes them; everything else is an error, never a silent false. */
export function boolean(): Kind<boolean> {
  return {
    typeName: 'boolean',
    general: 'boolean',
    describe: '`true` or `false`',
    parse: (value) => {
      if (/^(true|True|TRUE)$/.test(value)) return ok(true)
      if (/^(false|False|FALSE)$/.test(value)) return ok(false)
      return bad(`"${value}" is neither true nor false`, 'Write true or false')
    },
  }
}

export function integer(range: { min: number; max: number }): Kind<number> {
  const describe = `a whole number from ${range.min} to ${range.max}`
  return {
    typeName: 'integer',
    general: 'integer',
    describe,
    parse: (value) => {
      const number = /^-?[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN
      return number >= range.min && number <= range.max ? ok(number) : bad(`"${value}" does not fit`, `Write ${describe}`)
    },
  }
}

export function enumeration<const T extends string>(...allowed: readonly T[]): Kind<T> {
  const names = allowed.map((name) => `\`${name}\``).join(', ')
  return {
    typeName: 'enum',
    general: 'enum',
    allowed,
    describe: `one of ${names}`,
    parse: (value) => {
      const found = allowed.find((name) => name === value)
      return found === undefined ? bad(`"${value}" is not known here`, `Write one of ${allowed.join(', ')}`) : ok(found)
    },
  }
}

/** Items on lines of their own; blank lines are passed over, blanks around an item cut. All bad items are named. */
export function lines<T>(item: Kind<T>): Kind<readonly T[]> {
  return list(item, '\n', 'one a line')
}

/** Items separated by commas or line breaks. */
export function commas<T>(item: Kind<T>): Kind<readonly T[]> {
  return list(item, /[,\n]/, 'separated by commas or line breaks')
}

function list<T>(item: Kind<T>, separator: string | RegExp, how: string): Kind<readonly T[]> {
  return {
    typeName: `list of ${item.typeName}`,
    general: 'list',
    separator: separator === '\n' ? '\n' : ',',
    describe: `${item.describe}, ${how}`,
    parse: (value) => {
      const parts = value.split(separator).map((part) => part.trim())
      const parsed = parts.filter((part) => part !== '').map((part) => item.parse(part))
      const wrong = parsed.flatMap((result) => (result.ok ? [] : [result.error]))
      if (wrong.length > 0) return bad(wrong.map((problem) => problem.message).join('; '), wrong[0]?.cure ?? '')
      return ok(parsed.flatMap((result) => (result.ok ? [result.value] : [])))
    },
  }
}

/** A JSON value; its shape is checked by the action's plan, which knows it. */
export function json(): Kind<unknown> {
  return {
    typeName: 'json',
    general: 'string',
    describe: 'JSON',
    parse: (value) => {
      try {
        return ok(JSON.parse(value) as unknown)
      } catch (cause) {
        return bad(`is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Quote it with toJSON() where it comes from an expression')
      }
    },
  }
}

/** A path with `/`, relative to the workspace or absolute. */
export function path(): Kind<string> {
  return {
    typeName: 'path',
    general: 'string',
    describe: 'a path, relative to the workspace or absolute',
    parse: (value) => (/[\n\r\0]/.test(value) ? bad('holds a line break', 'Write one path') : ok(value)),
  }
}

export function digest(): Kind<Digest> {
  return { typeName: 'digest', general: 'string', describe: 'a digest, `sha256:` and 64 hexadecimal digits', parse: parseDigest }
}

export function platform(): Kind<Platform> {
  return { typeName: 'platform', general: 'string', describe: 'a platform such as `linux/arm64`', parse: parsePlatform }
}

export function tag(): Kind<Tag> {
  return { typeName: 'tag', general: 'string', describe: 'a tag of a registry', parse: parseTag }
}

/** `90s`, `15m`, `2h`: milliseconds. A number without a unit is refused, because nobody can tell what it means. */
export function duration(): Kind<number> {
  const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }
  return {
    typeName: 'duration',
    general: 'string',
    describe: 'a duration such as `90s`, `15m` or `2h`',
    parse: (value) => {
      const match = /^([1-9][0-9]{0,5})([smh])$/.exec(value)
      return match === null
        ? bad(`"${value}" is no duration`, 'Write a whole number and s, m or h, such as 15m')
        : ok(Number(match[1]) * (units[match[2] ?? ''] ?? 0))
    },
  }
}

/** A value that is masked before anything is logged. */
export function secret(): Kind<string> {
  return { ...string(), typeName: 'secret', describe: 'a secret; it is masked', secret: true }
}
