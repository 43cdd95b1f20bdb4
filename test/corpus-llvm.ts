import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Facts, range } from './corpus-facts.ts'
import type { Testimony } from './corpus-oracles.ts'

const run = promisify(execFile)

/** LLVM's own notation of what it read: `Name {`, `Name [ (0x1)`, `key: value`, and words in a list. */
type Tree = { readonly name: string; readonly value: string; readonly fields: Map<string, string>; readonly items: string[]; readonly children: Tree[] }

function parseTree(text: string): Tree {
  const top: Tree = { name: '', value: '', fields: new Map(), items: [], children: [] }
  const open = [top]
  for (const line of text.split('\n').map((one) => one.trim())) {
    const current = open.at(-1) ?? top
    const [, name, value = ''] = line.match(/^(\w*) ?[[{](?: \((.*)\))?$/) ?? []
    const [, key, said = ''] = line.match(/^([^:]+): ?(.*)$/) ?? []
    if (line === '}' || line === ']') open.pop()
    else if (name !== undefined) open.push(push(current.children, { name, value, fields: new Map(), items: [], children: [] }))
    else if (key !== undefined) current.fields.set(key, said)
    else if (line !== '') current.items.push(line)
  }
  return top
}

function push<T>(list: T[], one: T): T {
  list.push(one)
  return one
}

/** All parts of a name, at any depth. */
function all(tree: Tree, name: string): readonly Tree[] {
  return tree.children.flatMap((one) => [...(one.name === name ? [one] : []), ...all(one, name)])
}

const word = (tree: Tree | undefined, key: string): string => (tree?.fields.get(key) ?? '').replace(/ \([^()]*\)$/, '')
const number = (tree: Tree, key: string): number => Number(word(tree, key) || 0)
const flag = (tree: Tree, list: string, bit: number): boolean => (Number(all(tree, list)[0]?.value ?? 0) & bit) !== 0

/** Runs over many files; LLVM stops at the first that it cannot read, so those before and behind it are asked again. */
async function over(program: string, options: readonly string[], files: readonly string[]): Promise<readonly string[]> {
  if (files.length > 30) return [...(await over(program, options, files.slice(0, 30))), ...(await over(program, options, files.slice(30)))]
  try {
    return [(await run(program, [...options, ...files], { maxBuffer: 1 << 30 })).stdout]
  } catch (error) {
    if (typeof (error as { readonly code?: unknown }).code !== 'number') throw error
    if (files.length <= 1) return []
    const half = Math.ceil(files.length / 2)
    return [...(await over(program, options, files.slice(0, half))), ...(await over(program, options, files.slice(half)))]
  }
}

/** llvm-readobj: all three formats, every slice of a fat file. */
export async function askReadobj(files: readonly string[]): Promise<Testimony> {
  const options = ['--file-header', '--sections', '--program-headers', '--needed-libs', '--coff-imports', '--macho-version-min', '--macho-segment']
  const found = new Map<string, Facts[]>()
  for (const text of await over('llvm-readobj', options, files)) {
    for (const part of text.split(/^File: /m).slice(1)) {
      const path = part.slice(0, part.indexOf('\n'))
      const tree = parseTree(part.slice(path.length))
      const format = word(tree, 'Format')
      const facts = format.startsWith('elf') ? elfFacts(tree) : format.startsWith('COFF') ? peFacts(tree) : machoFacts(tree)
      found.set(path, [...(found.get(path) ?? []), facts])
    }
  }
  return found
}

function libraries(tree: Tree): readonly string[] {
  return [...(all(tree, 'NeededLibraries')[0]?.items ?? [])].sort()
}

function elfFacts(tree: Tree): Facts {
  const [header] = all(tree, 'ElfHeader')
  const [ident] = all(tree, 'Ident')
  const section = (one: Tree): string =>
    range(
      {
        name: word(one, 'Name'),
        offset: number(one, 'Offset'),
        size: word(one, 'Type') === 'SHT_NOBITS' ? 0 : number(one, 'Size'),
        address: BigInt(word(one, 'Address')),
      },
      [flag(one, 'Flags', 2) && 'loaded', flag(one, 'Flags', 1) && 'writable', flag(one, 'Flags', 4) && 'executable'],
    )
  const segment = (one: Tree): string =>
    range({ name: '', offset: number(one, 'Offset'), size: number(one, 'FileSize'), address: BigInt(word(one, 'VirtualAddress')) }, [
      flag(one, 'Flags', 2) && 'writable',
      flag(one, 'Flags', 1) && 'executable',
    ])
  const soname = word(tree, 'LoadName')
  return {
    header: [`${word(ident, 'Class').slice(0, 2)} ${word(ident, 'DataEncoding') === 'BigEndian' ? 'big' : 'little'} ${word(header, 'Machine')}`],
    sections: all(tree, 'Section')
      .filter((one) => word(one, 'Type') !== 'SHT_NULL')
      .map(section),
    segments: all(tree, 'ProgramHeader')
      .filter((one) => word(one, 'Type') === 'PT_LOAD')
      .map(segment),
    neededSorted: libraries(tree),
    soname: soname === '' || soname === '<Not found>' ? [] : [soname],
  }
}

function peFacts(tree: Tree): Facts {
  const [file] = all(tree, 'ImageFileHeader')
  const [optional] = all(tree, 'ImageOptionalHeader')
  const base = BigInt(word(optional, 'ImageBase') || 0)
  const subsystem = word(optional, 'Subsystem').replace('IMAGE_SUBSYSTEM_', '')
  const os = subsystem.startsWith('EFI') ? 'uefi' : subsystem.startsWith('WINDOWS') || subsystem === 'NATIVE' ? 'windows' : ''
  return {
    header: [`${word(optional, 'Magic') === '0x20B' ? 64 : 32} little ${word(file, 'Machine').replace('IMAGE_FILE_MACHINE_', '')}`],
    purpose: file === undefined ? [] : [flag(file, 'Characteristics', 0x2000) ? 'library' : flag(file, 'Characteristics', 2) ? 'executable' : 'object'],
    os: [`${os} ${word(optional, 'MajorSubsystemVersion')}.${word(optional, 'MinorSubsystemVersion')}`],
    sections: all(tree, 'Section').map((one) =>
      range(
        {
          name: word(one, 'Name'),
          offset: number(one, 'PointerToRawData'),
          size: number(one, 'PointerToRawData') === 0 ? 0 : number(one, 'RawDataSize'),
          address: base + BigInt(word(one, 'VirtualAddress')),
        },
        [
          !flag(one, 'Characteristics', 0x0200_0000) && 'loaded',
          flag(one, 'Characteristics', 0x8000_0000) && 'writable',
          flag(one, 'Characteristics', 0x2000_0000) && 'executable',
        ],
      ),
    ),
    // Within DelayImport the same word names a function.
    needed: tree.children.filter(({ name }) => name === 'Import').map((one) => word(one, 'Name')),
  }
}

const systems: Readonly<Record<string, string>> = {
  macos: 'darwin',
  macCatalyst: 'maccatalyst',
  LC_VERSION_MIN_MACOSX: 'darwin',
  LC_VERSION_MIN_IPHONEOS: 'ios',
}

const processors: Readonly<Record<string, string>> = {
  'X86-64': 'CPU_TYPE_X86_64',
  Arm64: 'CPU_TYPE_ARM64',
  X86: 'CPU_TYPE_I386',
  Arm: 'CPU_TYPE_ARM',
}

function machoFacts(tree: Tree): Facts {
  const [header] = all(tree, 'MachHeader')
  const [version] = all(tree, 'MinVersion')
  const segments = all(tree, 'Segment').filter((one) => one.fields.has('vmaddr'))
  const protection = (name: string, letter: string): boolean => segments.some((one) => word(one, 'Name') === name && word(one, 'initprot').includes(letter))
  const section = (one: Tree): string => {
    const segment = word(one, 'Segment')
    const empty = /^(ZeroFill|GBZeroFill|ThreadLocalZerofill|ThreadLocalZeroFill)$/.test(word(one, 'Type'))
    const place = {
      name: `${segment},${word(one, 'Name')}`,
      offset: number(one, 'Offset'),
      size: empty ? 0 : number(one, 'Size'),
      address: BigInt(word(one, 'Address')),
    }
    return range(place, [
      segment !== '__DWARF' && 'loaded',
      protection(segment, 'w') && 'writable',
      protection(segment, 'x') && flag(one, 'Attributes', 0x80_0004) && 'executable',
    ])
  }
  const platform = word(version, 'Platform') || word(version, 'Cmd')
  const type = word(header, 'FileType')
  return {
    header: [`${word(header, 'Magic').includes('64') ? 64 : 32} little ${processors[word(header, 'CpuType')] ?? word(header, 'CpuType')}`],
    purpose: [type === 'Executable' ? 'executable' : type === 'Bundle' || type === 'DynamicLibrary' ? 'library' : type === 'Relocatable' ? 'object' : 'other'],
    os: [`${systems[platform] ?? platform} ${word(version, 'Version')}`.trim()],
    sections: all(tree, 'Section').map(section),
    segments: segments.map((one) =>
      range({ name: '', offset: number(one, 'fileoff'), size: number(one, 'filesize'), address: BigInt(word(one, 'vmaddr')) }, [
        word(one, 'initprot').includes('w') && 'writable',
        word(one, 'initprot').includes('x') && 'executable',
      ]),
    ),
  }
}

/** llvm-objdump: the load commands of Mach-O files, which llvm-readobj tells only in part. */
export async function askObjdump(files: readonly string[]): Promise<Testimony> {
  const found = new Map<string, Facts[]>()
  for (const text of await over('llvm-objdump', ['--macho', '--private-headers', '--arch=all'], files)) {
    for (const part of text.split(/^(?=\/.*:\nMach header$)/m).filter((one) => one.startsWith('/'))) {
      const path = part.slice(0, part.indexOf('\n')).replace(/(?: \(architecture \S+\))?:$/, '')
      found.set(path, [...(found.get(path) ?? []), commandFacts(part)])
    }
  }
  return found
}

function commandFacts(text: string): Facts {
  const commands = text.split(/^Load command \d+$/m).slice(1)
  const texts = (kinds: RegExp): readonly string[] =>
    commands.flatMap((one) => (kinds.test(one) ? [one.match(/^ *(?:name|path) (.*) \(offset \d+\)$/m)?.[1] ?? ''] : []))
  return {
    needed: texts(/^ *cmd LC_(LOAD|LOAD_WEAK|REEXPORT|LAZY_LOAD|LOAD_UPWARD)_DYLIB$/m),
    runPaths: texts(/^ *cmd LC_RPATH$/m),
    soname: texts(/^ *cmd LC_ID_DYLIB$/m),
    interpreter: texts(/^ *cmd LC_LOAD_DYLINKER$/m),
  }
}
