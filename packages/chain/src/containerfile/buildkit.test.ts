import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { placeOf, readContainerfile, readInstructions } from '../containerfile.ts'
import type { Heredoc } from './heredoc.ts'
import { type Instruction, keywords } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { expandWord, expandWords, type Lookup, unknown } from './shell-lexer.ts'

/** BuildKit's own test cases of its parser and of its lexer, and what they answer. */
type Answers = {
  readonly files: readonly {
    readonly name: string
    readonly text: string
    readonly refused?: true
    /** Line, BuildKit's dump of the node, heredocs. */
    readonly instructions?: readonly (readonly [number, string, (readonly Heredoc[])?])[]
  }[]
  readonly words: readonly {
    readonly text: string
    readonly env?: readonly string[]
    readonly escape?: string
    readonly raw?: true
    readonly refused?: true
    readonly word?: string
    readonly words?: readonly string[]
  }[]
}

const answers = JSON.parse(readFileSync(join(import.meta.dirname, 'buildkit-cases.json'), 'utf8')) as Answers

/** As BuildKit's Node.Dump writes it, on one line. */
function dump({ keyword, flags, words, trigger }: Instruction): string {
  const quote = (text: string): string => JSON.stringify(text).replaceAll('\\u0000', '\\x00')
  const named = flags.length === 0 ? [] : [`[${flags.map(({ text }) => quote(text)).join(' ')}]`]
  const inner = trigger === undefined ? [] : [`(${dump(trigger)})`]
  return [keyword.toLowerCase(), ...named, ...inner, ...words.map(({ text }) => quote(text))].join(' ')
}

describe('what BuildKit says of its own test cases', () => {
  test('there are as many as were taken over', () => expect([answers.files.length, answers.words.length]).toEqual([54, 275]))

  test.each(answers.files.map((each) => [each.name, each] as const))('%s', (_, { text, refused, instructions = [] }) => {
    const faults: Fault[] = []
    const read = readInstructions(text, faults).instructions
    if (refused === true) {
      expect(readContainerfile(text, 'Containerfile').ok).toBe(false)
      return
    }
    // An instruction that nobody knows is dumped with an empty word.
    const plain = (shown: string): string => (keywords.includes(shown.replace(/ .*/, '').toUpperCase()) ? shown : shown.replace(/ ?""$/, ''))
    const own = read.map((each) => [placeOf(text, each.at).line, dump(each), ...(each.heredocs.length === 0 ? [] : [each.heredocs])])
    expect(own).toEqual(instructions.map(([line, shown, ...rest]) => [line, plain(shown), ...rest]))
  })

  test.each(answers.words.map((each) => [each.text, each] as const))(
    'expands %s',
    (text, { env = [], escape: escapeMark = '\\', raw, refused, word, words }) => {
      const values = new Map(env.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]))
      const options = { escapeMark, ...(raw === true ? { rawQuotes: true, rawEscapes: true, keepUnset: true } : {}) }
      const whole = expandWord(text, (name) => values.get(name), options)
      const parted = expandWords(text, (name) => values.get(name), options)
      if (refused === true) expect(whole.ok).toBe(false)
      else
        expect([whole, parted]).toEqual(
          [
            { ok: true, value: word },
            { ok: true, value: words ?? [word] },
          ].map((each) => expect.objectContaining(each)),
        )
    },
  )
})

describe('a variable that only the build knows', () => {
  const lookup: Lookup = (name) => ({ U: unknown, M: `a${unknown}`, E: '', S: 'set' })[name]

  test.each([
    ['$U', unknown],
    ['x${U}y', `x${unknown}y`],
    ['"$U"', unknown],
    ["'$U'", '$U'],
    // Neither the default nor the alternative is certain.
    ['${U:-d}', unknown],
    ['${U-d}', unknown],
    ['${U:+d}', unknown],
    ['${U:?d}', unknown],
    ['${E:-$U}', unknown],
    ['${S:-$U}', 'set'],
    // It begins with a letter, so it is set and not empty.
    ['${M:-d}', `a${unknown}`],
    ['${M:+d}', 'd'],
    ['${M#a}', unknown],
    ['${S#$U}', unknown],
    ['${U%x}', unknown],
    ['${M/a/b}', unknown],
    ['${S/$U/b}', unknown],
    ['${S//s/$U}', unknown],
  ])('%s', (text, value) => expect(expandWord(text, lookup, { escapeMark: '\\' })).toEqual({ ok: true, value }))

  test('whatever its value turns out to be, the text with a gap fits it', () => {
    const parts = fc.constantFrom('a', '/', '$U', '${U:-d}', '${U:+e}', '${U#a}', '${U/a/b}', '"$U"', '$S', '${E:-$U}', 'x')
    const texts = fc.array(parts, { maxLength: 8 }).map((list) => list.join(''))
    fc.assert(
      fc.property(texts, fc.option(fc.stringMatching(/^[a-c/.]{0,6}$/), { nil: undefined }), (text, value) => {
        const open = expandWord(text, lookup, { escapeMark: '\\' })
        const real = expandWord(text, (name) => (name === 'U' ? value : lookup(name)), { escapeMark: '\\' })
        if (!open.ok || !real.ok) throw new Error('both can be expanded')
        const gaps = open.value.split(unknown).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        expect(real.value).toMatch(new RegExp(`^${gaps.join('[^]*')}$`))
      }),
    )
  })
})
