import type { NativeFile, NativeFormat, NativeImage } from './image.ts'

/** What a project allows beside the rule. */
export type ForeignPathPolicy = {
  /** Folders of the machine that builds, such as the workspace: whatever lies in them is foreign. */
  readonly buildFolders?: readonly string[]
  /** Folders that the target has although the rule does not know them, such as where the project's own package installs to. */
  readonly allow?: readonly string[]
}

export type ForeignPath = {
  readonly path: string
  /** `needed`: a library that is loaded; `run path`: where libraries are looked for; `own name`: what others write down who link with it. */
  readonly role: 'needed' | 'run path' | 'own name' | 'interpreter'
  readonly why: 'build folder' | 'package manager' | 'home folder' | 'temporary folder' | 'relative' | 'unknown'
}

/** What every machine of a system has. Loaders of the BSDs stand in /libexec and /usr/libexec, those of Android in /system. */
const systemFolders: Readonly<Record<NativeFormat, readonly string[]>> = {
  elf: [
    '/lib',
    '/lib32',
    '/lib64',
    '/libx32',
    '/libexec',
    '/usr/lib',
    '/usr/lib32',
    '/usr/lib64',
    '/usr/libx32',
    '/usr/libexec',
    '/system',
    '/apex',
    '/vendor',
  ],
  'mach-o': ['/usr/lib', '/System'],
  pe: [],
}

const managers =
  /^\/(opt\/homebrew|usr\/local\/(Cellar|opt|Homebrew)|opt\/local|sw|home\/linuxbrew|nix\/store|gnu\/store|opt\/(hostedtoolcache|conda|miniconda3|anaconda3))(\/|$)/
const homes = /^\/(home|Users|root|var\/root|usr\/home)(\/|$)/
const builds =
  /^\/(build|builds|github|__w|workspaces?|src|buildroot|builddir|go\/src|opt\/build|var\/lib\/(jenkins|buildkite-agent)|runner|actions-runner|cirrus|drone|bitrise)(\/|$)/
const temporary = /^\/(private\/)?(tmp|var\/tmp|var\/folders)(\/|$)/

/**
 * Paths in a native file that a user's machine does not have: libraries that it needs, where it looks for them, its own name, and its
 * loader. The rule:
 *
 * - `$ORIGIN`, `$LIB`, `$PLATFORM`, `@loader_path`, `@executable_path` and `@rpath` are fine: they move with the file. So is a needed
 *   library without a folder in ELF and PE, and a library's own name without a folder in ELF: the loader looks for it.
 * - An absolute path is fine in the folders that the system itself has (ELF: /lib*, /usr/lib*, /usr/libexec; Mach-O: /usr/lib, /System),
 *   and in those that the policy allows, unless it climbs out of them. Everything else is foreign, and `why` says of which kind it is.
 * - A relative path is foreign: it is looked for in whatever folder the program is started from. An empty run path means that as well.
 *
 * A path that is spelled out elsewhere in the file, such as that of a source file, is not looked for. Equal findings are told once.
 */
export function findForeignPaths(file: NativeFile, policy: ForeignPathPolicy = {}): readonly ForeignPath[] {
  const found = file.images.flatMap((image) => rolesOf(image).flatMap(([role, path]) => judge(image.format, role, path, policy) ?? []))
  return [...new Map(found.map((one) => [`${one.role} ${one.path}`, one])).values()]
}

function rolesOf(image: NativeImage): readonly (readonly [ForeignPath['role'], string])[] {
  return [
    ...image.needed.map((path) => ['needed', path] as const),
    ...image.runPaths.map((path) => ['run path', path] as const),
    ...(image.soname === undefined ? [] : [['own name', image.soname] as const]),
    ...(image.interpreter === undefined ? [] : [['interpreter', image.interpreter] as const]),
  ]
}

function judge(format: NativeFormat, role: ForeignPath['role'], path: string, policy: ForeignPathPolicy): ForeignPath | undefined {
  const plain = path.replaceAll('\\', '/')
  if (liesIn(plain, policy.buildFolders ?? [])) return { path, role, why: 'build folder' }
  if (/^(\$(ORIGIN|LIB|PLATFORM)|\$\{(ORIGIN|LIB|PLATFORM)\}|@(loader_path|executable_path|rpath))(\/|$)/.test(plain)) return undefined
  // Names of Windows' own libraries never have a folder, but a drive may stand in front of a path.
  if (format === 'pe' ? !/[/:]/.test(plain) : format === 'elf' && role !== 'run path' && !plain.includes('/') && plain !== '') return undefined
  if (!plain.startsWith('/') && !/^[a-z]:/i.test(plain)) return { path, role, why: 'relative' }
  if (!plain.split('/').includes('..') && liesIn(plain, [...systemFolders[format], ...(policy.allow ?? [])])) return undefined
  return { path, role, why: kindOf(plain) }
}

function liesIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const bare = folder.replaceAll('\\', '/').replace(/\/+$/, '')
    return bare !== '' && (path === bare || path.startsWith(`${bare}/`))
  })
}

function kindOf(path: string): ForeignPath['why'] {
  if (managers.test(path)) return 'package manager'
  // Runners of Windows build on a drive of their own.
  if (builds.test(path) || /^[a-z]:\/a\//i.test(path)) return 'build folder'
  if (homes.test(path) || /^[a-z]:\/users\//i.test(path)) return 'home folder'
  return temporary.test(path) ? 'temporary folder' : 'unknown'
}
