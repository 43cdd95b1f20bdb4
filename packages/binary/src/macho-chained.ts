import { Malformed, readFields } from './fields.ts'
import { type LoadCommands, readLoadCommands } from './macho-commands.ts'
import type { ByteReader } from './reader.ts'

/** How addresses stand in the data of a Mach-O image whose fixups are chained. */
export type ChainedForm = {
  /** What is added to the number in the file: the address of the image, where the format counts from there. */
  readonly base: number
}

/** DYLD_CHAINED_PTR_64 holds addresses, DYLD_CHAINED_PTR_64_OFFSET offsets from the image. The others are of arm64e, 32 bits and kernels. */
const address64 = 2
const offset64 = 6

/**
 * How a Mach-O image with LC_DYLD_CHAINED_FIXUPS writes addresses down (Apple's mach-o/fixup-chains.h); undefined when its fixups are not
 * chained, so that the addresses stand there plainly. Throws Malformed for a format that programs for arm64 and amd64 do not have.
 */
export function readChainedForm(reader: ByteReader): ChainedForm | undefined {
  const loads = readLoadCommands(reader)
  const { fields, list, little } = loads
  const command = list.find((one) => one.command === 0x8000_0034)
  if (command === undefined) return undefined
  const offset = fields.u32(command.at + 8)
  const header = readFields(reader, offset, 28, little, 'the header of the chained fixups')
  const starts = offset + header.u32(4)
  const count = readFields(reader, starts, 4, little, 'the starts of the chained fixups').u32(0)
  const places = readFields(reader, starts + 4, 4 * count, little, 'the starts of the chained fixups')
  const formats = new Set<number>()
  for (let index = 0; index < count; index++) {
    const place = places.u32(4 * index)
    // 0 is a segment without fixups. The format stands behind the size and the page size.
    if (place !== 0) formats.add(readFields(reader, starts + place, 8, little, 'the start of a chain').u16(6))
  }
  const [format, ...others] = [...formats]
  if (format === undefined) return undefined
  if (others.length > 0 || (format !== address64 && format !== offset64)) {
    throw new Malformed(`its chained fixups have the format ${[...formats].join(' and ')}, and only ${address64} and ${offset64} are known`)
  }
  return { base: format === offset64 ? imageBase(loads) : 0 }
}

/** The address of the segment that begins with the header. */
function imageBase({ fields, list, wide }: LoadCommands): number {
  const text = list.find(({ command, at }) => command === 0x19 && fields.text(at + 8, 16) === '__TEXT')
  return text === undefined ? 0 : fields.offset(text.at + 24, wide)
}
