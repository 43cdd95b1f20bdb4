import { elfMachine } from './machines.ts'

/**
 * The architecture of an ELF file from its first 20 bytes alone, in Go's names: for members of archives, of which only the beginning is
 * at hand. Undefined for what is no ELF file, and for machines that Go has no name for (gABI, chapter 4, "ELF Header").
 */
export function readElfArchitecture(head: Uint8Array): string | undefined {
  if (head.length < 20 || head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46) return undefined
  const little = head[5] === 1
  const number = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint16(18, little)
  return elfMachine(number, head[4] === 2 ? 64 : 32, little).architecture
}
