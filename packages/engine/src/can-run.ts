import type { Ports } from '@slipway/host'
import { architectureOf, osOf, type Platform } from '@slipway/kernel'

const folder = '/proc/sys/fs/binfmt_misc'

/** An enabled entry of binfmt_misc that recognises programs by their first bytes (Linux, admin-guide/binfmt-misc.rst). */
export type BinfmtEntry = { readonly offset: number; readonly magic: Uint8Array; readonly mask: Uint8Array }

/** ELF class, byte order and machine of each architecture (the psABI supplements; `EM_…` in elf.h). */
const machines: Readonly<Record<string, readonly [bits: 32 | 64, little: boolean, machine: number]>> = {
  '386': [32, true, 3],
  amd64: [64, true, 62],
  arm: [32, true, 40],
  arm64: [64, true, 183],
  loong64: [64, true, 258],
  mips64le: [64, true, 8],
  ppc64le: [64, true, 21],
  riscv64: [64, true, 243],
  s390x: [64, false, 22],
}

/**
 * Whether this machine executes programs of a platform inside a container: its own, i386 on x86-64, or one that binfmt_misc hands to
 * an interpreter with the flag F. Without that flag the interpreter would have to be in the image.
 */
export async function canRun(ports: Pick<Ports, 'files' | 'job'>, platform: Platform): Promise<boolean> {
  if (osOf(platform) !== 'linux') return false
  const host = ports.job.platform.split('/')[1] ?? ''
  const wanted = architectureOf(platform)
  if (wanted === host || (wanted === '386' && host === 'amd64')) return true
  const header = elfHeader(wanted)
  if (header === undefined) return false
  return (await readEntries(ports.files)).some((entry) => matches(entry, header))
}

async function readEntries(files: Ports['files']): Promise<readonly BinfmtEntry[]> {
  try {
    const names = (await files.list(folder)).filter((name) => name !== 'register' && name !== 'status')
    const texts = await Promise.all(names.map((name) => files.readText(`${folder}/${name}`)))
    return texts.flatMap((text) => parseBinfmt(text) ?? [])
  } catch {
    // Not mounted, or not Linux: nothing foreign is executed here.
    return []
  }
}

/** Reads an entry as the kernel prints it; undefined when it is disabled, goes by file name, or lacks the flag F. */
export function parseBinfmt(text: string): BinfmtEntry | undefined {
  const lines = text.split('\n')
  const field = (name: string): string =>
    lines
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const magic = field('magic')
  if (lines[0]?.trim() !== 'enabled' || magic === '' || !field('flags:').includes('F')) return undefined
  const bytes = Buffer.from(magic, 'hex')
  const mask = field('mask')
  return { offset: Number(field('offset') || '0'), magic: bytes, mask: mask === '' ? Buffer.alloc(bytes.length, 0xff) : Buffer.from(mask, 'hex') }
}

/** The first 20 bytes of an executable: identification, type EXEC, machine. */
function elfHeader(architecture: string): Uint8Array | undefined {
  const known = machines[architecture]
  if (known === undefined) return undefined
  const [bits, little, machine] = known
  const header = Buffer.alloc(20)
  header.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, little ? 1 : 2, 1])
  const write = (value: number, at: number): number => (little ? header.writeUInt16LE(value, at) : header.writeUInt16BE(value, at))
  write(2, 16)
  write(machine, 18)
  return header
}

function matches({ offset, magic, mask }: BinfmtEntry, header: Uint8Array): boolean {
  if (offset + magic.length > header.length) return false
  return magic.every((byte, position) => ((header[offset + position] ?? 0) & (mask[position] ?? 0xff)) === byte)
}
