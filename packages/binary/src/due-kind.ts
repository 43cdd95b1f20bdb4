import { type FileKind, fileKinds, type Sniffed } from './sniff.ts'

/** What a file can be declared to be: a kind of file, or a family of kinds. */
export type DueKind = FileKind | keyof typeof families

type Family = { readonly what: string; readonly kinds: readonly FileKind[]; readonly insideGzip?: readonly FileKind[]; readonly purpose?: Sniffed['purpose'] }

const natives: readonly FileKind[] = ['elf', 'pe', 'mach-o']
const kernels: readonly FileKind[] = ['bzimage', 'arm64-image', 'riscv-image', 'efi-zboot', 'elf']
const compressed: readonly FileKind[] = ['gzip', 'xz', 'zstd', 'bzip2', 'lz4']
const placeholders: readonly FileKind[] = ['empty', 'lfs-pointer']

const families = {
  kernel: { what: 'a Linux kernel', kinds: [...kernels, 'gzip'], insideGzip: kernels },
  initrd: { what: 'an initrd (cpio, compressed or not)', kinds: ['cpio', ...compressed], insideGzip: ['cpio'] },
  executable: { what: 'a native executable', kinds: natives, purpose: 'executable' },
  library: { what: 'a native library', kinds: natives, purpose: 'library' },
  archive: { what: 'an archive', kinds: ['tar', 'zip', 'cpio', ...compressed] },
  filesystem: { what: 'a file system image', kinds: ['ext4', 'squashfs'] },
  /** What is due where nobody said it: a placeholder is text or a web page more often than not. */
  binary: { what: 'a binary file', kinds: fileKinds.filter((kind) => !['text', 'html', ...placeholders].includes(kind)) },
  any: { what: 'a file', kinds: fileKinds.filter((kind) => !placeholders.includes(kind)) },
} satisfies Readonly<Record<string, Family>>

/** All words that may stand as a kind in a manifest. */
export const dueKinds: readonly DueKind[] = [
  ...(Object.keys(families) as (keyof typeof families)[]),
  ...fileKinds.filter((kind) => ![...placeholders, 'data'].includes(kind)),
]

const tellsArchitecture: readonly FileKind[] = [...natives, ...kernels]

const texts = /\.(txt|md|json|ya?ml|toml|ini|conf|cfg|env|csv|xml|svg|sh|py|js|mjs|css|pem|crt|sha256|sums?)$|(^|\/)(license|notice|readme|version)[^/]*$/i
const byName: readonly (readonly [RegExp, DueKind])[] = [
  [/^(vmlinu[xz]|bzimage|image|kernel)([-._].*)?$/i, 'kernel'],
  [/^(initrd|initramfs)([-._].*)?$/i, 'initrd'],
  [/\.(tgz|gz)$/i, 'gzip'],
  [/\.t?xz$/i, 'xz'],
  [/\.(zst|tzst)$/i, 'zstd'],
  [/\.(bz2|tbz2)$/i, 'bzip2'],
  [/\.lz4$/i, 'lz4'],
  [/\.zip$/i, 'zip'],
  [/\.tar$/i, 'tar'],
  [/\.cpio$/i, 'cpio'],
  [/\.ext4$/i, 'ext4'],
  [/\.(squashfs|sqfs)$/i, 'squashfs'],
  [/\.(exe|dll|efi)$/i, 'pe'],
  [/\.dylib$/i, 'mach-o'],
  [/\.so(\.[0-9]+)*$/i, 'elf'],
  [/\.html?$/i, 'html'],
  [texts, 'text'],
]

/** What a file's name says that it is. */
export function dueByName(path: string): DueKind {
  const name = path.split('/').at(-1) ?? path
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'binary'
}

/** Why a file is not of the kind that is due; undefined when it is. The phrase follows the file's name. */
export function wrongKind(due: DueKind, found: Sniffed): string | undefined {
  const family: Family = due in families ? families[due as keyof typeof families] : { what: nameOf(due as FileKind), kinds: [due as FileKind] }
  if (!family.kinds.includes(found.kind)) return `is ${nameOf(found.kind)}, but ${family.what} is due`
  if (family.purpose !== undefined && found.purpose !== undefined && family.purpose !== found.purpose) {
    return `is ${found.purpose === 'other' || found.purpose === 'object' ? 'an object or something else' : `a native ${found.purpose}`}, but ${family.what} is due`
  }
  if (found.kind !== 'gzip' || family.insideGzip === undefined) return undefined
  if (found.inside === undefined) return 'is a gzip file that cannot be unpacked'
  return family.insideGzip.includes(found.inside) ? undefined : `unpacks to ${nameOf(found.inside)}, but ${family.what} is due`
}

/** Whether a file of this kind is made for one architecture and says which. */
export function saysArchitecture(found: Sniffed): boolean {
  return tellsArchitecture.includes(found.kind)
}

const names: Readonly<Partial<Record<FileKind, string>>> = {
  empty: 'empty',
  'lfs-pointer': 'a Git LFS pointer, not the file that it stands for',
  html: 'a web page',
  text: 'text',
  data: 'data of no known kind',
  elf: 'an ELF file',
  pe: 'a PE file',
  'mach-o': 'a Mach-O file',
  bzimage: 'an x86 kernel (bzImage)',
  'arm64-image': 'an arm64 kernel (Image)',
  'riscv-image': 'a riscv64 kernel (Image)',
  'efi-zboot': 'a compressed EFI kernel',
}

function nameOf(kind: FileKind): string {
  return names[kind] ?? `a ${kind} file`
}
