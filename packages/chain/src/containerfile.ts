import { ok, type Problem, type Result } from '@slipway/kernel'
import { checkInstruction } from './containerfile/checks.ts'
import { flagsNamed, type Instruction, parseInstruction } from './containerfile/instruction.ts'
import { createLineReader, type Fault } from './containerfile/line-reader.ts'
import type { Piece } from './containerfile/pieces.ts'

/** One `FROM` and what follows it. */
export type Stage = {
  readonly index: number
  /** In small letters; empty where it has none. */
  readonly name: string
  readonly from: Instruction
  /** The image or the stage that it begins with, as it is written. */
  readonly base: Piece
  /** The value of `--platform`, as it is written. */
  readonly platform: Piece | undefined
  readonly instructions: readonly Instruction[]
}

/** A Containerfile that could be read. `file` is its name in messages. */
export type Containerfile = {
  readonly file: string
  readonly text: string
  /** The character that escapes: `\`, or a backquote where `# escape=` says so. */
  readonly escapeMark: string
  /** The image that `# syntax=` names, which BuildKit runs to read the file; undefined where there is none. */
  readonly syntax: { readonly image: string; readonly line: number } | undefined
  /** The `ARG`s before the first `FROM`. */
  readonly args: readonly Instruction[]
  readonly stages: readonly Stage[]
}

/**
 * Reads a Containerfile as BuildKit v0.34.2 does: directives, comments, continuation lines, flags, the JSON form, heredocs, stages.
 * @param file its name in messages
 * @returns what it says, or every problem with its line and column
 */
export function readContainerfile(text: string, file: string): Result<Containerfile> {
  const faults: Fault[] = []
  const { instructions, escapeMark, syntax } = readInstructions(text, faults)
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM')
  const before = first === -1 ? instructions : instructions.slice(0, first)
  faults.push(...checkBeginning(before, first === -1, text, file))
  if (faults.length > 0) return { ok: false, error: faults.sort((a, b) => a.at - b.at).map((fault) => problemAt(text, file, fault)) }
  const named = syntax === undefined ? undefined : { image: syntax.text.split(' ')[0] ?? '', line: placeOf(text, syntax.offsets[0] ?? 0).line }
  return ok({ file, text, escapeMark, syntax: named, args: before, stages: cutStages(instructions.slice(first)) })
}

/** The instructions of a text, whatever else is wrong with it. */
export function readInstructions(
  text: string,
  faults: Fault[],
): { readonly instructions: readonly Instruction[]; readonly escapeMark: string; readonly syntax: Piece | undefined } {
  const reader = createLineReader(text, faults)
  const instructions: Instruction[] = []
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    const found: Fault[] = []
    const instruction = parseInstruction(line, reader.escapeMark(), found)
    const heredocs = instruction.heredocs.map((heredoc) => {
      const { content, closed } = reader.heredoc(heredoc.name, heredoc.chomp)
      const message = `the heredoc ${heredoc.name} is not closed`
      const cure = `Write ${heredoc.name} alone on the line behind its end`
      if (!closed) found.push({ code: 'E_CHAIN_HEREDOC', message, cure, at: instruction.at })
      return { ...heredoc, content }
    })
    // What cannot be read at all is said once, and not again for what is missing in consequence.
    faults.push(...(found.length > 0 ? found : checkInstruction(instruction)))
    instructions.push({ ...instruction, heredocs })
  }
  return { instructions, escapeMark: reader.escapeMark(), syntax: reader.syntax() }
}

function checkBeginning(before: readonly Instruction[], without: boolean, text: string, file: string): readonly Fault[] {
  const nul = text.indexOf('\0')
  const early = before.find(({ keyword }) => keyword !== 'ARG')
  const empty = without && early === undefined
  const start = 'Begin with FROM and a base image, such as FROM debian:12'
  return [
    ...(nul === -1 ? [] : [{ code: 'E_CHAIN_CONTROL', message: 'holds a NUL, which is no text', cure: 'Save the file as UTF-8 text', at: nul }]),
    ...(early === undefined ? [] : [{ code: 'E_CHAIN_NO_FROM', message: `${early.keyword} stands before the first FROM`, cure: start, at: early.at }]),
    ...(empty ? [{ code: 'E_CHAIN_NO_FROM', message: 'has no FROM', cure: start, at: 0 }] : []),
    // buildah and podman hand such a file to the C preprocessor, which includes files that no COPY names.
    ...(file.endsWith('.in')
      ? [{ code: 'E_CHAIN_PREPROCESSED', message: 'would be preprocessed by buildah because of its name', cure: 'Give it a name without .in', at: 0 }]
      : []),
  ]
}

function cutStages(instructions: readonly Instruction[]): readonly Stage[] {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  return starts.flatMap((start, index) => {
    const from = instructions[start]
    const base = from?.words[0]
    if (from === undefined || base === undefined) return []
    const name = from.words[2]?.text.toLowerCase() ?? ''
    return [{ index, name, from, base, platform: flagsNamed(from, 'platform')[0], instructions: instructions.slice(start + 1, starts[index + 1]) }]
  })
}

/** Line and column of an offset, from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  const mark = start === 0 && text.startsWith('\uFEFF') && offset > 0 ? 1 : 0
  return { line: before.split('\n').length, column: offset - start - mark + 1 }
}

export function problemAt(text: string, file: string, { code, message, cure, at }: Fault): Problem {
  return { code, message, cure, at: { file, ...placeOf(text, at) } }
}
