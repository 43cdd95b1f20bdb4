import type { EvaluatedStage, Step } from './evaluate.ts'
import { isHeredoc } from './heredoc.ts'
import { flagsNamed, type Instruction, isSwitchedOn } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { readMounts } from './mount.ts'
import { type Piece, startOf } from './pieces.ts'
import { expandWord, unknown } from './shell-lexer.ts'

/** What one instruction reads from the build context. */
export type ContextRead = {
  /** The instruction and its place, for messages. */
  readonly keyword: string
  readonly at: number
  /**
   * copy: a path or a pattern of Go's filepath.Match, links followed; parents: `pivot/./pattern` in the language of ignore files, links left
   * alone; mount: a path. Each with `unknown` where only the build knows it, and its place.
   */
  readonly reading: 'copy' | 'parents' | 'mount'
  readonly sources: readonly { readonly text: string; readonly at: number }[]
  /** Patterns of `--exclude`, relative to each source that is a folder. */
  readonly excludes: readonly string[]
  /** It copies something else too: a heredoc, a download, or what a variable alone names. */
  readonly more: boolean
}

/** The reads of all stages, and warnings about downloads that nothing pins. */
export function findContextReads(stages: readonly EvaluatedStage[], escapeMark: string, faults: Fault[], warnings: Fault[]): readonly ContextRead[] {
  return stages.flatMap(({ steps }) => steps.flatMap((step) => readStep(step, escapeMark, faults, warnings)))
}

function readStep(step: Step, escapeMark: string, faults: Fault[], warnings: Fault[]): readonly ContextRead[] {
  const { instruction } = step
  if (instruction.keyword === 'RUN') return readBinds(step, escapeMark, faults)
  const copies = instruction.keyword === 'ADD' || (instruction.keyword === 'COPY' && flagsNamed(instruction, 'from').every(({ text }) => text === ''))
  if (!copies) return []
  const files = instruction.words.slice(0, -1).filter(({ text }) => !isHeredoc(text))
  const expanded = files.map((piece) => ({ text: expandIn(step, piece, escapeMark, faults), at: startOf(piece) }))
  const sources = expanded.filter(({ text, at }) => !isRemote(text, instruction, at, faults, warnings))
  if (sources.length === 0) return []
  const reading = isSwitchedOn(instruction, 'parents') ? 'parents' : 'copy'
  const excludes = flagsNamed(instruction, 'exclude').map(({ text }) => text)
  const more = sources.length < instruction.words.length - 1 || (instruction.keyword === 'ADD' && sources.some(({ text }) => text.startsWith(unknown)))
  return [{ keyword: instruction.keyword, at: instruction.at, reading, sources, excludes, more }]
}

/** A mount without `from` binds the context itself, all of it where no source is written. */
function readBinds(step: Step, escapeMark: string, faults: Fault[]): readonly ContextRead[] {
  const { keyword } = step.instruction
  return readMounts(step.instruction, faults).flatMap(({ type, from, source, at }) => {
    const kind = type === undefined ? 'bind' : expandIn(step, type, escapeMark, faults).toLowerCase()
    if ((kind !== 'bind' && !kind.includes(unknown)) || (from !== undefined && from.text !== '')) return []
    const text = source === undefined ? '' : expandIn(step, source, escapeMark, faults)
    return [{ keyword: `${keyword} --mount`, at, reading: 'mount' as const, sources: [{ text, at }], excludes: [], more: false }]
  })
}

function expandIn({ lookup }: Step, piece: Piece, escapeMark: string, faults: Fault[]): string {
  const result = expandWord(piece.text, lookup, { escapeMark })
  if (result.ok) return result.value
  const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"'
  faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: startOf(piece) })
  return unknown
}

/** Addresses of files and of repositories of git (BuildKit v0.34.2, dfgitutil.ParseGitRef). */
function isRemote(text: string, instruction: Instruction, at: number, faults: Fault[], warnings: Fault[]): boolean {
  const git = /^(?:ssh|git):\/\//i.test(text) || /^[\w-]+@[\w.-]+:/.test(text)
  if (!git && !/^https?:\/\//.test(text)) return false
  if (instruction.keyword === 'COPY') {
    faults.push({ code: 'E_CHAIN_COPY_URL', message: `COPY cannot copy from ${text}`, cure: 'Write ADD, with --checksum', at })
    return true
  }
  const pinned = flagsNamed(instruction, 'checksum').length > 0 || /#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)/.test(text) || /[?&](?:checksum|commit)=/.test(text)
  if (!pinned) {
    const message = `what is behind ${text.replaceAll(unknown, '…')} may change, and the key would not`
    const cure = git || /\.git(?:[#?]|$)/.test(text) ? 'Name a full commit behind "#"' : 'Write --checksum=sha256:…'
    warnings.push({ code: 'E_CHAIN_ADD_UNPINNED', message, cure, at })
  }
  return true
}
