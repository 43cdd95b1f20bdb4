import { flagsNamed, type Instruction } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { type Piece, pickFrom, slicePiece, startOf } from './pieces.ts'

/** One `RUN --mount=…` as far as it says what a build reads. Values are as they are written, variables not yet expanded. */
export type Mount = {
  /** `bind` where none is written. */
  readonly type: Piece | undefined
  readonly from: Piece | undefined
  readonly source: Piece | undefined
  readonly at: number
}

/** The mounts of a RUN (Dockerfile reference, "RUN --mount"); each is a line of comma-separated values. */
export function readMounts(instruction: Instruction, faults: Fault[]): readonly Mount[] {
  if (instruction.keyword !== 'RUN') return []
  return flagsNamed(instruction, 'mount').map((flag) => {
    const fields = new Map<string, Piece>()
    for (const field of splitFields(flag, faults)) {
      const equals = field.text.indexOf('=')
      if (equals !== -1) fields.set(field.text.slice(0, equals).toLowerCase(), slicePiece(field, equals + 1))
    }
    return { type: fields.get('type'), from: fields.get('from'), source: fields.get('source') ?? fields.get('src'), at: startOf(flag) }
  })
}

/** RFC 4180: a field that begins with a quote goes to the closing one, and a doubled quote in it is one. */
function splitFields(flag: Piece, faults: Fault[]): readonly Piece[] {
  const { text } = flag
  const fields: Piece[] = []
  for (let at = 0; at <= text.length; at++) {
    const positions: number[] = []
    const quoted = text[at] === '"'
    if (quoted) {
      at += 1
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        if (text[at] === '"') at += 1
        positions.push(at++)
      }
      at += 1
    }
    const end = text.indexOf(',', at)
    const rest = text.slice(at, end === -1 ? text.length : end)
    if (rest.includes('"') || (quoted && rest !== '') || at > text.length) {
      const cure = 'Write type=bind,source=…,target=…'
      faults.push({ code: 'E_CHAIN_FLAG', message: `--mount=${text} has a quote in a wrong place`, cure, at: startOf(flag) })
      return []
    }
    for (; at < text.length && text[at] !== ','; at++) positions.push(at)
    fields.push(pickFrom(flag, positions))
  }
  return fields
}
