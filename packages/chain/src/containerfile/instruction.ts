import { findHeredocs, type Heredoc } from './heredoc.ts'
import type { Fault } from './line-reader.ts'
import { type Piece, pieceOf, placedAt, slicePiece, splitBlanks, startOf, trimPiece } from './pieces.ts'
import { parseStrings, splitFlags, splitWords } from './words.ts'

export type Instruction = {
  /** In capitals. */
  readonly keyword: string
  /** Where the keyword stands in the file. */
  readonly at: number
  /** `--name=value`, without quotes. */
  readonly flags: readonly Piece[]
  /**
   * ADD, COPY, VOLUME, EXPOSE, FROM: the words; ARG: `NAME` or `NAME=value` with its quotes; ENV, LABEL: name, value and `=` or nothing, in
   * turn; RUN and its like: the strings of the JSON form, or one piece; HEALTHCHECK: its kind, then as RUN. ONBUILD has none.
   */
  readonly words: readonly Piece[]
  /** Written as a JSON array. */
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
  /** What an ONBUILD keeps for the images that are built from this one. */
  readonly trigger: Instruction | undefined
}

type Arguments = Pick<Instruction, 'words' | 'json'>
type Read = (rest: Piece, escapeMark: string, faults: Fault[], keyword: string) => Arguments

const shellForm: Read = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...(rest.text === '' ? [] : [rest]))
const listForm: Read = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...splitBlanks(rest))
const whole: Read = (rest) => words(...(rest.text === '' ? [] : [rest]))
const separate: Read = (rest) => words(...splitBlanks(rest))
const pairs: Read = (rest, escapeMark, faults, keyword) => words(...splitPairs(rest, escapeMark, faults, keyword))

const readers: Readonly<Record<string, Read>> = {
  ADD: listForm,
  ARG: (rest, escapeMark) => words(...splitWords(rest, escapeMark)),
  CMD: shellForm,
  COPY: listForm,
  ENTRYPOINT: shellForm,
  ENV: pairs,
  EXPOSE: separate,
  FROM: separate,
  HEALTHCHECK: (rest, escapeMark, faults, keyword) => {
    const kind = slicePiece(rest, 0, /^\S*/.exec(rest.text)?.[0].length)
    if (kind.text === '') return words()
    const command = shellForm(trimPiece(slicePiece(rest, kind.text.length)), escapeMark, faults, keyword)
    return { words: [kind, ...command.words], json: command.json }
  },
  LABEL: pairs,
  MAINTAINER: whole,
  ONBUILD: () => words(),
  RUN: shellForm,
  SHELL: shellForm,
  STOPSIGNAL: whole,
  USER: whole,
  VOLUME: listForm,
  WORKDIR: whole,
}

export const keywords: readonly string[] = Object.keys(readers)

/** Reads one instruction, without its heredocs' lines (BuildKit, newNodeFromLine). What does not hold becomes faults, never an exception. */
export function parseInstruction(line: Piece, escapeMark: string, faults: Fault[]): Instruction {
  const trimmed = trimPiece(line)
  const name = slicePiece(trimmed, 0, /^[^\t\v\f\r ]*/.exec(trimmed.text)?.[0].length)
  const keyword = name.text.toUpperCase()
  const { flags, rest } = splitFlags(slicePiece(trimmed, name.text.length), escapeMark)
  const read = readers[keyword]
  const { words: list, json } = read === undefined ? words() : read(rest, escapeMark, faults, keyword)
  const trigger = keyword === 'ONBUILD' && rest.text !== '' ? parseInstruction(rest, escapeMark, faults) : undefined
  const holder = trigger ?? { keyword, json }
  const takes = ['ADD', 'COPY', 'RUN'].includes(holder.keyword) && !holder.json && line.text.includes('<<')
  return { keyword, at: startOf(name), flags, words: list, json, heredocs: takes ? findHeredocs(line, faults) : [], trigger }
}

function words(...list: readonly Piece[]): Arguments {
  return { words: list, json: false }
}

function jsonForm(rest: Piece, faults: Fault[], keyword: string): Arguments | undefined {
  const strings = parseStrings(rest)
  if (strings === undefined) return undefined
  if (strings !== 'not strings') return { words: strings.map((text) => placedAt(rest, text)), json: true }
  const message = `the JSON array of ${keyword} holds something else than strings`
  faults.push({ code: 'E_CHAIN_JSON', message, cure: 'Put every element in double quotes', at: startOf(rest) })
  return { words: [], json: true }
}

/** `NAME=value …`, or the old form `NAME value`, which the first word decides. */
function splitPairs(rest: Piece, escapeMark: string, faults: Fault[], keyword: string): readonly Piece[] {
  const say = (message: string, at: Piece): readonly Piece[] => {
    faults.push({ code: 'E_CHAIN_ARGUMENTS', message, cure: `Write ${keyword} NAME=value`, at: startOf(at) })
    return []
  }
  const list = splitWords(rest, escapeMark)
  const [first] = list
  if (first === undefined) return []
  if (!first.text.includes('=')) {
    const blank = /[\t\v\f\r ]+/.exec(rest.text)
    if (blank === null) return say(`${keyword} ${rest.text} has no value`, first)
    return [slicePiece(rest, 0, blank.index), slicePiece(rest, blank.index + blank[0].length), slicePiece(rest, rest.text.length)]
  }
  return list.flatMap((word) => {
    const equals = word.text.indexOf('=')
    if (equals === -1) return say(`${word.text} is no NAME=value`, word)
    return [slicePiece(word, 0, equals), slicePiece(word, equals + 1), slicePiece(word, equals, equals + 1)]
  })
}

/** A flag's name without the dashes, and its value where there is one. */
export function splitFlag(flag: Piece): { readonly name: string; readonly value: Piece | undefined } {
  const equals = flag.text.indexOf('=')
  if (equals === -1) return { name: flag.text.slice(2), value: undefined }
  return { name: flag.text.slice(2, equals), value: slicePiece(flag, equals + 1) }
}

/** The values of a flag, in order; `true` where a switch has none. */
export function flagsNamed(instruction: Instruction, name: string): readonly Piece[] {
  return instruction.flags.map(splitFlag).flatMap((flag, index) => {
    if (flag.name !== name) return []
    return [flag.value ?? placedAt(instruction.flags[index] ?? pieceOf('', 0, 0), 'true')]
  })
}

export function isSwitchedOn(instruction: Instruction, name: string): boolean {
  return flagsNamed(instruction, name).some(({ text }) => text.toLowerCase() === 'true')
}
