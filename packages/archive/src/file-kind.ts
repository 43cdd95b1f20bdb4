import type { OpenFile } from './content.ts'

/** What a program begins with: ELF, a script, Mach-O of either width and order, Mach-O of several architectures. */
const magics: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0x23, 0x21],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0xca, 0xfe, 0xba, 0xbf],
]

/** `MZ` and `PE` with its place at 0x3c. Kernels that start by themselves look the same (EFI stub), so the subsystem decides: 2 windows, 3 console. */
function isWindowsProgram(head: Uint8Array): boolean {
  if (head[0] !== 0x4d || head[1] !== 0x5a) return false
  const at = (head[0x3c] ?? 0) | ((head[0x3d] ?? 0) << 8)
  const subsystem = head[at + 0x5c]
  return head[at] === 0x50 && head[at + 1] === 0x45 && (subsystem === 2 || subsystem === 3)
}

/** Whether a file begins like a program, by its first kilobyte or more. */
export function isProgram(head: Uint8Array): boolean {
  return magics.some((magic) => magic.every((byte, index) => head[index] === byte)) || isWindowsProgram(head)
}

/** Whether a name is that of code which other programs load or link: most of them come from somebody else. */
export function isLibrary(path: string): boolean {
  return /\.(so(\.[0-9.]+)?|dylib|dll|a|lib|o|ko|node|jar|class|wasm)$/i.test(path)
}

/** One for all files: reading is synchronous, and most files are small. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/** How a file begins; valid until the next one is looked at. */
export function readHead(file: OpenFile): Uint8Array {
  return scratch.subarray(0, file.readInto(0, scratch.subarray(0, Math.min(scratch.length, file.size))))
}
