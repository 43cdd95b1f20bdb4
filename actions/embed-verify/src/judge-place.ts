import type { Finding, ProofFinding } from '@slipway/binary'
import type { Place } from './facts.ts'
import type { Fault } from './judge-asset.ts'
import type { Subject } from './policy.ts'

const rebuild = 'Build the binary with this very file: it may have changed in between'

/** What is wrong with where an asset stands; undefined where nothing is. The message follows the asset's name. */
export function checkPlace(
  where: string,
  size: number,
  { finding, section, loaded }: Place,
  named: readonly number[],
): (Fault & { readonly subject: Subject }) | undefined {
  if (finding.state !== 'whole') {
    const fault = checkFinding(where, size, finding)
    const others = named.filter((one) => one !== size)
    const table = others.length === 0 ? '' : `; its table of embedded files has it with ${others.join(' and ')} bytes`
    return { ...fault, message: `${fault.message}${table}`, subject: finding.state === 'refused' ? 'asset' : 'content' }
  }
  if (loaded !== false || section === undefined) return undefined
  const message = `stands in ${where} in the section ${section}, which is never loaded`
  return { code: 'E_EMBED_UNLOADED', message, cure: 'Embed it as data of the program', subject: 'unloaded' }
}

function checkFinding(where: string, size: number, finding: Exclude<Finding, { readonly state: 'whole' }>): Fault {
  switch (finding.state) {
    case 'truncated': {
      const message = `stands in ${where} only with its first ${finding.bytes} of ${size} bytes (at offset ${finding.offset})`
      return { code: 'E_EMBED_TRUNCATED', message, cure: 'Build the binary after the asset is complete' }
    }
    case 'altered': {
      const message = `stands in ${where} with other bytes, from its byte ${finding.differs} on (at offset ${finding.offset})`
      return { code: 'E_EMBED_ALTERED', message, cure: rebuild }
    }
    case 'partial': {
      const message = `stands in ${where} only in part: ${finding.bytes} of ${size} bytes, from its byte ${finding.from} on`
      return { code: 'E_EMBED_PARTIAL', message, cure: 'Build the binary with this very file: another version of it may stand there' }
    }
    case 'absent': {
      const cure = 'See that the program embeds this file, uncompressed, that it was built with this version of it, and that the linker does not drop it'
      return { code: 'E_EMBED_ABSENT', message: `does not stand in ${where}`, cure }
    }
    case 'refused':
      return refused[finding.reason](size, where)
  }
}

const real = 'Put the real file in place of the placeholder'
const refused: Readonly<Record<'empty' | 'tiny' | 'uniform', (size: number, where: string) => Fault>> = {
  empty: (_, where) => ({ code: 'E_EMBED_EMPTY', message: `is empty, and no embed.FS of ${where} names it`, cure: real }),
  tiny: (size, where) => ({
    code: 'E_EMBED_TINY',
    message: `has ${size} bytes: so few stand in any file by chance, and no embed.FS of ${where} names it`,
    cure: 'Embed it with embed.FS, where its name is kept, or put what it says into a larger file',
  }),
  uniform: () => ({ code: 'E_EMBED_UNIFORM', message: 'holds the same byte again and again: such bytes stand in any file', cure: real }),
}

/** What is wrong with a content that was proven before; undefined where it still stands whole. */
export function checkProven(where: string, size: number, finding: ProofFinding): Fault | undefined {
  const cure = 'Release the binary that was proven, or prove this one with its assets'
  const fault = (code: string, message: string): Fault => ({ code, message, cure })
  switch (finding.state) {
    case 'whole':
      return undefined
    case 'truncated': {
      const bytes = finding.bytes === finding.below - 1 ? String(finding.bytes) : `${finding.bytes} to ${finding.below - 1}`
      return fault('E_EMBED_TRUNCATED', `stands in ${where} only with its first ${bytes} of ${size} bytes (at offset ${finding.offset})`)
    }
    case 'altered':
      return fault(
        'E_EMBED_ALTERED',
        `stands in ${where} with other bytes, the first of them from ${finding.from} to ${finding.to - 1} (at offset ${finding.offset})`,
      )
    case 'partial':
      return fault('E_EMBED_PARTIAL', `stands in ${where} only in part: at least ${finding.bytes} of ${size} bytes, from its byte ${finding.from} on`)
    case 'absent':
      return fault('E_EMBED_ABSENT', `does not stand in ${where}, which the proof manifest says it embeds`)
  }
}
