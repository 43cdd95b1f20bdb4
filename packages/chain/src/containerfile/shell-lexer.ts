import { err, ok, type Result } from '@slipway/kernel'
import { isBlank } from './pieces.ts'
import { replacePattern, trimPrefix, trimSuffix } from './shell-pattern.ts'

/** Stands in a value for text that only the build will know, such as an ENV of a base image. No Containerfile holds a NUL. */
export const unknown = '\0'

/** A variable's value, with `unknown` where it cannot be known; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined

export type LexerOptions = {
  readonly escapeMark: string
  readonly rawQuotes?: boolean
  readonly rawEscapes?: boolean
  /** `$NAME` stays as it is where NAME is not set. */
  readonly keepUnset?: boolean
}

/**
 * Expands variables and takes quotes and escapes away, as BuildKit does in most instructions (v0.34.2, frontend/dockerfile/shell, Lex):
 * `$X`, `${X}`, `${X:-word}`, `${X:+word}`, `${X:?word}` and the same without the colon, `${X#pattern}`, `${X##…}`, `${X%…}`, `${X%%…}`,
 * `${X/pattern/text}`, `${X//…}`.
 * @returns the text, or what is wrong with it
 */
export function expandWord(text: string, lookup: Lookup, options: LexerOptions): Result<string, string> {
  const result = run(text, lookup, options)
  return result.ok ? ok(result.value.text) : result
}

/** Expands likewise, then parts the result at blanks outside of quotes. */
export function expandWords(text: string, lookup: Lookup, options: LexerOptions): Result<readonly string[], string> {
  const result = run(text, lookup, options)
  return result.ok ? ok(result.value.words) : result
}

function run(text: string, lookup: Lookup, options: LexerOptions): Result<Expansion, string> {
  try {
    return ok(new Lexer(text, lookup, options).read('', options.rawEscapes === true, false))
  } catch (error) {
    if (error instanceof SyntaxError) return err(error.message)
    throw error
  }
}

type Expansion = { readonly text: string; readonly words: readonly string[] }

class Lexer {
  readonly #characters: readonly string[]
  readonly #lookup: Lookup
  readonly #options: LexerOptions
  #at = 0
  #rawEscapes = false
  #word = ''

  constructor(text: string, lookup: Lookup, options: LexerOptions) {
    this.#characters = Array.from(text)
    this.#lookup = lookup
    this.#options = options
  }

  #peek(): string {
    return this.#characters[this.#at] ?? ''
  }

  #next(): string {
    const character = this.#peek()
    this.#at += 1
    return character
  }

  /** Until `stop`, or to the end. `doubled` keeps quoted escapes twice, so that a pattern can be read from the result. */
  read(stop: string, rawEscapes: boolean, doubled: boolean): Expansion {
    const before = this.#rawEscapes
    this.#rawEscapes = rawEscapes
    this.#word = ''
    const words: string[] = []
    let text = ''
    const add = (characters: string, splits: boolean): void => {
      text += characters
      for (const character of characters) {
        if (!splits || !isBlank(character)) this.#word += character
        else if (this.#word !== '') words.push(this.#flush())
      }
    }
    while (this.#peek() !== stop && this.#peek() !== '') {
      const character = this.#peek()
      if (character === "'") add(this.#singleQuoted(doubled), false)
      else if (character === '"') add(this.#doubleQuoted(doubled), false)
      else if (character === '$') add(this.#variable(), true)
      else if (character === '<') add(this.#heredoc(), false)
      else if (character !== this.#options.escapeMark) add(this.#next(), true)
      else {
        if (rawEscapes) add(character, false)
        this.#at += 1
        if (this.#peek() !== '') add(this.#next(), false)
      }
    }
    this.#rawEscapes = before
    if (this.#peek() !== stop) throw new SyntaxError(`a closing ${stop} is missing`)
    if (stop !== '') this.#at += 1
    if (this.#word !== '') words.push(this.#flush())
    return { text, words }
  }

  #flush(): string {
    const word = this.#word
    this.#word = ''
    return word
  }

  #singleQuoted(doubled: boolean): string {
    const end = this.#characters.indexOf("'", this.#at + 1)
    if (end === -1) throw new SyntaxError('a single quote is not closed')
    const inner = this.#characters.slice(this.#at + 1, end)
    this.#at = end + 1
    const text = inner.map((character) => (doubled && character === this.#options.escapeMark ? character + character : character)).join('')
    return this.#options.rawQuotes === true ? `'${text}'` : text
  }

  #doubleQuoted(doubled: boolean): string {
    const { escapeMark, rawQuotes } = this.#options
    const quote = rawQuotes === true ? '"' : ''
    let text = ''
    this.#at += 1
    while (this.#peek() !== '"') {
      if (this.#peek() === '') throw new SyntaxError('a double quote is not closed')
      if (this.#peek() === '$') {
        text += this.#variable()
        continue
      }
      let character = this.#next()
      if (character === escapeMark) {
        if (this.#peek() === '') continue
        const escapes = ['"', '$', escapeMark].includes(this.#peek())
        if (this.#rawEscapes && (escapes || rawQuotes !== true || doubled)) text += character
        if (escapes) character = this.#next()
      }
      text += character
    }
    this.#at += 1
    return quote + text + quote
  }

  /** `<<` and the blanks behind it belong to one word with the name that follows. */
  #heredoc(): string {
    this.#at += 1
    if (this.#peek() !== '<') return '<'
    this.#at += 1
    let blanks = ''
    while (['\t', '\r', ' '].includes(this.#peek())) blanks += this.#next()
    return `<<${blanks}`
  }

  #name(): string {
    if (/^[@*#?\-$!]$/u.test(this.#peek())) return this.#next()
    const pattern = /^\p{Nd}$/u.test(this.#peek()) ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u
    let name = ''
    while (pattern.test(this.#peek())) name += this.#next()
    return name
  }

  #variable(): string {
    this.#at += 1
    if (this.#peek() !== '{') {
      const name = this.#name()
      if (name === '') return '$'
      return this.#lookup(name) ?? (this.#options.keepUnset === true ? `$${name}` : '')
    }
    this.#at += 1
    if (this.#peek() === '') throw new SyntaxError('a closing } is missing')
    if (['{', '}', ':'].includes(this.#peek())) throw new SyntaxError('there is no name behind ${')
    const name = this.#name()
    const value = this.#lookup(name)
    const operator = this.#next()
    if (operator === '}') return value ?? (this.#options.keepUnset === true ? `\${${name}}` : '')
    if (operator === '/') return this.#replaced(name, value)
    return operator === ':' ? this.#modified(name, value, this.#next(), true) : this.#modified(name, value, operator, false)
  }

  #modified(name: string, value: string | undefined, operator: string, colon: boolean): string {
    const trims = operator === '#' || operator === '%'
    const written = `\${${name}${colon ? ':' : ''}${operator}`
    const refuse = (): never => {
      throw new SyntaxError(`${written} is no substitution`)
    }
    if ((colon && trims) || (!colon && !['+', '-', '?', '#', '%'].includes(operator))) refuse()
    const word = this.read('}', trims, trims).text
    // A shell's own substitutions, such as ${X:1:2} of a RUN, pass here.
    if (value === undefined && this.#options.keepUnset === true) return `${written}${word}}`
    if (!['+', '-', '?', '#', '%'].includes(operator)) refuse()
    if (trims) {
      if (isOpen(value) || isOpen(word)) return unknown
      const greedy = word.startsWith(operator)
      return (operator === '#' ? trimPrefix : trimSuffix)(greedy ? word.slice(1) : word, value ?? '', greedy)
    }
    // Whether it is set at all is not known either.
    if (value !== undefined && value !== '' && value.replaceAll(unknown, '') === '') return operator === '?' ? value : unknown
    const absent = value === undefined || (colon && value === '')
    if (operator === '-') return absent ? word : value
    if (operator === '+') return absent ? '' : word
    if (absent) throw new SyntaxError(`${name}: ${word === '' ? `is not allowed to be ${value === undefined ? 'unset' : 'empty'}` : word}`)
    return value
  }

  #replaced(name: string, value: string | undefined): string {
    const all = this.#peek() === '/'
    if (all) this.#at += 1
    const pattern = this.read('/', true, true).text
    const replacement = this.read('}', true, false).text
    if (value === undefined && this.#options.keepUnset === true) return `\${${name}/${pattern}/${replacement}}`
    if (isOpen(value) || isOpen(pattern) || isOpen(replacement)) return unknown
    return replacePattern(pattern, value ?? '', replacement, all)
  }
}

function isOpen(value: string | undefined): boolean {
  return value?.includes(unknown) === true
}
