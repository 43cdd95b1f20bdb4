import { isHeredoc } from './heredoc.ts'
import { type Instruction, keywords, splitFlag } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { startOf } from './pieces.ts'

type FlagKind = 'text' | 'list' | 'switch'

const copyFlags = { chown: 'text', chmod: 'text', link: 'switch', exclude: 'list' } as const

/** The flags of each instruction in BuildKit v0.34.2 (frontend/dockerfile/instructions). A flag that nobody knows may read files. */
const flagKinds: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  ADD: { ...copyFlags, checksum: 'text', 'keep-git-dir': 'switch', unpack: 'switch' },
  COPY: { ...copyFlags, from: 'text', parents: 'switch' },
  FROM: { platform: 'text' },
  HEALTHCHECK: { interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text', retries: 'text' },
  RUN: { mount: 'list', network: 'text', security: 'text', device: 'list' },
}

/** How many words an instruction takes: at least, and at most. */
const counts: Readonly<Record<string, readonly [number, number, string]>> = {
  ADD: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
  ARG: [1, Number.POSITIVE_INFINITY, 'a name'],
  COPY: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
  ENV: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
  EXPOSE: [1, Number.POSITIVE_INFINITY, 'a port'],
  HEALTHCHECK: [1, Number.POSITIVE_INFINITY, 'CMD or NONE'],
  LABEL: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
  MAINTAINER: [1, 1, 'a name'],
  SHELL: [1, Number.POSITIVE_INFINITY, 'a JSON array of strings'],
  STOPSIGNAL: [1, 1, 'a signal'],
  USER: [1, 1, 'a user'],
  VOLUME: [1, Number.POSITIVE_INFINITY, 'a path'],
  WORKDIR: [1, 1, 'a path'],
}

/** What is wrong with an instruction in itself (BuildKit, instructions.ParseInstruction). */
export function checkInstruction(instruction: Instruction): readonly Fault[] {
  const { keyword, at, trigger } = instruction
  const say = (code: string, message: string, cure: string): readonly Fault[] => [{ code, message, cure, at }]
  if (!keywords.includes(keyword)) return say('E_CHAIN_INSTRUCTION', `${keyword || 'a line without a word'} is no instruction`, nearest(keyword))
  const faults = [...checkFlags(instruction), ...checkCount(instruction), ...checkNames(instruction)]
  if (keyword !== 'ONBUILD') return faults
  if (trigger === undefined) return say('E_CHAIN_ONBUILD', 'ONBUILD has no instruction', 'Write one behind it, such as ONBUILD RUN make')
  const forbidden = ['ONBUILD', 'MAINTAINER', 'FROM'].includes(trigger.keyword)
  if (forbidden) return say('E_CHAIN_ONBUILD', `ONBUILD cannot hold ${trigger.keyword}`, `Remove it, or write ${trigger.keyword} alone`)
  return [...faults, ...checkInstruction(trigger)]
}

function nearest(keyword: string): string {
  const close = keywords.find((known) => distance(known, keyword) <= 2)
  return close === undefined ? `Use one of ${keywords.join(', ')}` : `Write ${close}`
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === letter ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

function checkFlags({ keyword, flags }: Instruction): readonly Fault[] {
  const kinds = flagKinds[keyword] ?? {}
  const seen = new Set<string>()
  return flags.flatMap((flag) => {
    const { name, value } = splitFlag(flag)
    const kind = kinds[name]
    const say = (message: string, cure: string): readonly Fault[] => [{ code: 'E_CHAIN_FLAG', message, cure, at: startOf(flag) }]
    if (kind === undefined) {
      const known = Object.keys(kinds).map((each) => `--${each}`)
      return say(`${keyword} knows no flag --${name}`, known.length === 0 ? 'Remove it' : `Use one of ${known.join(', ')}`)
    }
    if (seen.has(name) && kind !== 'list') return say(`--${name} is there already`, 'Keep one of the two')
    seen.add(name)
    if (kind === 'switch') return /^(true|false)?$/i.test(value?.text ?? '') && value?.text !== '' ? [] : say(`--${name} is true or false`, `Write --${name}`)
    return value === undefined ? say(`--${name} has no value`, `Write --${name}=…`) : []
  })
}

function checkCount({ keyword, words, at, json }: Instruction): readonly Fault[] {
  const say = (code: string, message: string, cure: string): readonly Fault[] => [{ code, message, cure, at }]
  if (keyword === 'FROM') {
    const fits = words.length === 1 || (words.length === 3 && words[1]?.text.toLowerCase() === 'as')
    return fits ? [] : say('E_CHAIN_ARGUMENTS', 'FROM takes one image, and perhaps a name', 'Write FROM image, or FROM image AS name')
  }
  if (keyword === 'SHELL' && !json && words.length > 0) return say('E_CHAIN_JSON', 'SHELL is no JSON array', 'Write SHELL ["/bin/sh", "-c"]')
  if (keyword === 'HEALTHCHECK' && words.length > 0) {
    const kind = words[0]?.text.toUpperCase()
    const fits = kind === 'NONE' ? words.length === 1 : kind === 'CMD' && words.length > 1
    return fits ? [] : say('E_CHAIN_ARGUMENTS', `HEALTHCHECK ${words[0]?.text} is none`, 'Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE')
  }
  const [least, most, what] = counts[keyword] ?? [0, Number.POSITIVE_INFINITY, '']
  if (words.length >= least && words.length <= most) return []
  return say('E_CHAIN_ARGUMENTS', `${keyword} needs ${what}`, `Write ${keyword} and ${what} on one line`)
}

function checkNames({ keyword, words, at }: Instruction): readonly Fault[] {
  const say = (code: string, message: string, cure: string, place = at): readonly Fault[] => [{ code, message, cure, at: place }]
  const last = words.at(-1)
  if (keyword === 'FROM' && words.length === 3 && last !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(last.text)) {
    return say('E_CHAIN_STAGE_NAME', `"${last.text}" is no name of a stage`, 'Begin with a letter, and use letters, digits, "-", "_" and "."', startOf(last))
  }
  if ((keyword === 'COPY' || keyword === 'ADD') && words.length > 1 && last !== undefined && isHeredoc(last.text)) {
    return say('E_CHAIN_HEREDOC', `the destination of ${keyword} is a heredoc`, 'Write the path to copy to at the end', startOf(last))
  }
  const names = keyword === 'ARG' ? words : keyword === 'ENV' || keyword === 'LABEL' ? words.filter((_, index) => index % 3 === 0) : []
  return names.flatMap((name) => {
    const blank = name.text === '' || name.text.startsWith('=')
    return blank ? say('E_CHAIN_ARG_NAME', `${keyword} has a value without a name`, `Write ${keyword} NAME=value`, startOf(name)) : []
  })
}
