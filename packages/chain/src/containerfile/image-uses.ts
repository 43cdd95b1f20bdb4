import type { Platform } from '@slipway/kernel'
import type { EvaluatedStage, Step } from './evaluate.ts'
import { normaliseImage } from './image-name.ts'
import { flagsNamed } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { readMounts } from './mount.ts'
import { type Piece, startOf } from './pieces.ts'
import { expandWord } from './shell-lexer.ts'

/** A place of a Containerfile that names an image of a registry, and the platform that it takes of it. */
export type ImageUse = { readonly name: string; readonly platform: Platform | undefined; readonly piece: Piece }

/**
 * Every image that a build pulls: of FROM, COPY --from and RUN --mount=from. A stage's image is of the stage's own platform; the others are
 * always of the platform that is built for (BuildKit v0.34.2, dockerfile2llb/convert.go, resolveBaseImage).
 */
export function findImageUses(stages: readonly EvaluatedStage[], target: Platform, escapeMark: string, faults: Fault[]): readonly ImageUse[] {
  return stages.flatMap(({ stage, base, platform, steps }) => {
    const own = base.kind === 'image' ? [{ name: base.name, platform, piece: stage.base }] : []
    const named = steps.flatMap((step) => findReferences(step, stages, stage.index, escapeMark, faults))
    return [...own, ...named.map(({ name, piece }) => ({ name, platform: target, piece }))]
  })
}

type Reference = { readonly name: string; readonly piece: Piece }

function findReferences({ instruction }: Step, stages: readonly EvaluatedStage[], own: number, escapeMark: string, faults: Fault[]): readonly Reference[] {
  const copied = instruction.keyword === 'COPY' ? flagsNamed(instruction, 'from').filter(({ text }) => text !== '') : []
  const mounted = readMounts(instruction, faults).flatMap(({ from }) => (from === undefined || from.text === '' ? [] : [from]))
  return [...copied, ...mounted].flatMap((piece) => {
    const say = (message: string, cure: string): readonly Reference[] => {
      faults.push({ code: 'E_CHAIN_FROM', message, cure, at: startOf(piece) })
      return []
    }
    const plain = expandWord(piece.text, () => undefined, { escapeMark })
    if (!plain.ok || plain.value !== piece.text || /\$./.test(piece.text)) {
      return say(`from=${piece.text} is not expanded by engines`, 'Name a stage, and write FROM with the variable for it')
    }
    const index = /^[+-]?\d+$/.test(piece.text) && copied.includes(piece) ? Number(piece.text) : undefined
    if (index !== undefined && index >= 0 && index < own) return []
    if (index !== undefined) return say(`there is no stage ${piece.text} before this one`, 'Count the FROMs from 0, or better write the name of a stage')
    const known = stages.findLast(({ stage }) => stage.name === piece.text.toLowerCase())
    if (known !== undefined && known.stage.index >= own) return say(`the stage ${piece.text} is not finished yet at this line`, 'Move it before this stage')
    if (known !== undefined || piece.text === 'scratch') return []
    const image = normaliseImage(piece.text)
    return image.ok ? [{ name: image.value, piece }] : say(image.error, 'Write the name of a stage, or an image such as ghcr.io/owner/name:tag')
  })
}
