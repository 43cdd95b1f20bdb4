import { checkPlatform, findForeignPaths, saysArchitecture, type VersionStamp } from '@slipway/binary'
import { architectureOf, osOf, type Platform, type Problem } from '@slipway/kernel'
import { concerns, type Expectation } from './expect.ts'
import { type FileFacts, isStamped, type NativeFacts } from './inspect.ts'
import type { BuildPlace, Due } from './judge.ts'

/** What is wrong with a file; the message follows its name. */
export type Fault = Omit<Problem, 'at'>

export type NativeFileFacts = FileFacts & { readonly native: NativeFacts }

type Concerned = ReadonlyMap<Expectation, ReadonlySet<string>>

/** As an EFI program or a raw vmlinux a kernel is a native file too, but not one of the platform's own programs. */
export function isKernel({ sniffed, native, due }: FileFacts): boolean {
  return due === 'kernel' || !['elf', 'pe', 'mach-o'].includes(sniffed.kind) || native?.image.os === 'uefi'
}

export function judgeKernel(platform: Platform, { sniffed }: FileFacts): readonly Fault[] {
  const wanted = architectureOf(platform)
  if (!saysArchitecture(sniffed) || sniffed.architectures.includes(wanted)) return []
  const message = `is of ${sniffed.architectures.join(' and ') || 'an unknown architecture'}, not of ${wanted}`
  return [{ code: 'E_NATIVE_ARCHITECTURE', message, cure: `Build it for ${platform}` }]
}

/** What has to hold of every program and library, without being asked for. */
export function judgeNative(due: Due, file: NativeFileFacts, concerned: Concerned, place: BuildPlace): readonly Fault[] {
  const wrong = checkPlatform(file.native.file, due.platform)
  if (wrong !== undefined) return [wrong]
  const cut = judgeLength(file)
  if (cut.length > 0) return cut
  const asked = due.expected.filter((one) => concerns(one, file, concerned))
  return [
    ...judgeGo(due.platform, file.native),
    ...(due.release ? judgeCommit(file.native, asked, place.sha) : []),
    ...judgeStamp(due, file, asked),
    ...judgePaths(file.native, asked, place.workspace),
  ]
}

function judgeLength({ native, size }: NativeFileFacts): readonly Fault[] {
  const end = native.file.images.reduce((far, image) => Math.max(far, image.end), 0)
  if (end <= size) return []
  const message = `is truncated: its headers promise ${end} bytes, and it has ${size}`
  return [{ code: 'E_NATIVE_TRUNCATED', message, cure: 'See whether the disk is full, and build it again' }]
}

function judgeGo(platform: Platform, { go }: NativeFacts): readonly Fault[] {
  const [os, architecture] = [go?.settings.get('GOOS'), go?.settings.get('GOARCH')]
  if ((os === undefined || os === osOf(platform)) && (architecture === undefined || architecture === architectureOf(platform))) return []
  const message = `was built by Go for ${os}/${architecture}, not for ${platform}`
  return [{ code: 'E_NATIVE_GO', message, cure: 'Map SLIPWAY_OS and SLIPWAY_ARCH to GOOS and GOARCH in the command' }]
}

/** On a release: what Go recorded of the sources is the commit that is released, without changes. Unless other words were asked for. */
function judgeCommit({ go }: NativeFacts, asked: readonly Expectation[], sha: string): readonly Fault[] {
  const isAsked = (name: string): boolean => asked.some(({ key, value }) => key === 'go' && value.startsWith(`${name}=`))
  const faults: Fault[] = []
  const revision = go?.settings.get('vcs.revision')
  if (revision !== undefined && revision !== sha && !isAsked('vcs.revision'))
    faults.push({
      code: 'E_NATIVE_COMMIT',
      message: `was built from the commit ${revision}, not from ${sha}`,
      cure: 'Check the commit out that is released, and build in its folder',
    })
  const dirty = go?.settings.get('vcs.modified') === 'true' || go?.module?.version.endsWith('+dirty') === true
  if (dirty && !isAsked('vcs.modified')) {
    const cure = 'Let git ignore what the build adds, build with -buildvcs=false, or expect "go: vcs.modified=true"'
    faults.push({ code: 'E_NATIVE_DIRTY', message: 'calls itself dirty: git saw files that were changed or added before it was built', cure })
  }
  return faults
}

function judgeStamp({ stamp: version }: Due, { native }: NativeFileFacts, asked: readonly Expectation[]): readonly Fault[] {
  const how = asked.findLast(({ key }) => key === 'stamp')?.value ?? 'found'
  // What is run to see its version is run later, and by somebody else.
  if (version === undefined || native.stamp === undefined || (how !== 'found' && how !== 'module')) return []
  if (isStamped(native.stamp, how === 'module' ? 'module' : 'own')) return []
  return [stampFault(version, native, native.stamp)]
}

/** Why a version that was looked for does not count. */
export function stampFault(version: string, native: NativeFacts, stamp: VersionStamp): Fault {
  const packed = native.packing[0]
  const message = `does not hold its version ${version}${describeStamp(stamp)}`
  if (packed !== undefined)
    return { code: 'E_NATIVE_STAMP', message: `${message}; it is packed (${packed.packer})`, cure: 'Let it be run: expect "stamp: run --version"' }
  if (stamp.state === 'module')
    return { code: 'E_NATIVE_STAMP', message, cure: 'Expect "stamp: module" if that is what it shows, or else stamp it from SLIPWAY_VERSION' }
  return { code: 'E_NATIVE_STAMP', message, cure: 'Stamp it from SLIPWAY_VERSION, such as -ldflags "-X main.version=$SLIPWAY_VERSION"' }
}

function describeStamp(stamp: VersionStamp): string {
  if (stamp.state === 'longer') return `, only a part of another one: "${stamp.around}"`
  if (stamp.state === 'module') return ', only as the version that Go gave its module, which a program does not show unless it asks Go for it'
  if (stamp.state === 'elsewhere') return `: it stands in ${stamp.where} only`
  return stamp.state === 'unclear' ? `: it ${stamp.problem.message}` : ''
}

function judgePaths({ file }: NativeFacts, asked: readonly Expectation[], workspace: string): readonly Fault[] {
  const allow = asked.flatMap(({ key, value }) => (key === 'allow-path' ? [value] : []))
  return findForeignPaths(file, { buildFolders: [workspace], allow }).map(({ path, role, why }) => {
    const where =
      why === 'relative'
        ? 'which is looked for where it is started'
        : why === 'unknown'
          ? 'which a user may not have'
          : 'which is only on the machine that built it'
    const cure = `Use $ORIGIN or @loader_path, and ship the library beside it${why === 'unknown' ? `, or expect "allow-path: ${path}"` : ''}`
    return { code: 'E_NATIVE_PATH', message: `refers to ${path === '' ? 'an empty path' : path} (${role}), ${where}`, cure }
  })
}
