import type { Problem } from '@slipway/kernel'
import { compareVersions, concerns, type Expectation, fitsWord, wordsOf } from './expect.ts'
import type { Collected } from './inspect.ts'
import type { Due } from './judge.ts'
import { type Fault, isKernel, type NativeFileFacts } from './judge-native.ts'
import { signingOf } from './judge-signature.ts'
import { judgeEntitlements } from './sign-check.ts'

/** What was asked for and does not hold, by file; and what was asked for of no file at all, which would be a check that cannot fail. */
export type Answers = { readonly faults: ReadonlyMap<string, readonly Fault[]>; readonly idle: readonly Problem[] }

export function judgeExpectations({ expected, stamp }: Due, { files, concerned, plists }: Collected): Answers {
  const natives = files.flatMap((file) => (file.native === undefined || isKernel(file) ? [] : [{ ...file, native: file.native }]))
  const faults = new Map(
    natives.map((file) => [file.path, expected.filter((one) => concerns(one, file, concerned)).flatMap((one) => answer(one, file, plists))]),
  )
  const idle = expected
    .filter((one) => !natives.some((file) => concerns(one, file, concerned)))
    .map(({ line }) => ({
      code: 'E_NATIVE_IDLE',
      message: `"${line}" holds for no file that came out, so it checks nothing`,
      cure: 'See what came out, or take the line out',
      at: { input: 'expect' },
    }))
  const unasked = expected.filter(({ key, value }) => key === 'stamp' && value !== 'none' && stamp === undefined).map(noVersion)
  return { faults, idle: [...idle, ...unasked] }
}

function noVersion({ line }: Expectation): Problem {
  return { code: 'E_NATIVE_IDLE', message: `"${line}" asks for a version, and none is given`, cure: 'Give version too', at: { input: 'expect' } }
}

const answers: Readonly<Record<Expectation['key'], (value: string, file: NativeFileFacts, plists: Collected['plists']) => string | undefined>> = {
  architectures: (value, { native }) => {
    const found = native.file.images.map((image) => image.architecture ?? image.machine)
    return differ('is for', found, wordsOf(value))
  },
  'minimum-os': (value, { native }) => {
    const asked = native.file.images.map(({ minimumOs }) => minimumOs)
    if (asked.includes(undefined)) return `does not say which version of the system it needs; ${value} was expected to be enough`
    const high = asked.find((one) => one !== undefined && compareVersions(one, value) > 0)
    return high === undefined ? undefined : `needs version ${high} of its system, and ${value} has to be enough`
  },
  glibc: (value, { native }) => {
    const versions = native.symbolVersions.flatMap((name) => /^GLIBC_([0-9.]+)$/.exec(name)?.[1] ?? [])
    const high = versions.toSorted(compareVersions).at(-1)
    return high === undefined || compareVersions(high, value) <= 0 ? undefined : `needs glibc ${high}, and ${value} has to be enough`
  },
  linking: (value, { native }) =>
    native.image.linking === value ? undefined : `is linked ${adverbs[native.image.linking]}, not ${adverbs[value as 'static']}`,
  needed: (value, { native }) => differ('needs', native.image.needed, wordsOf(value), native.file.format === 'pe'),
  soname: (value, { native }) =>
    native.image.soname === value
      ? undefined
      : `gives itself ${native.image.soname === undefined ? 'no name' : `the name ${native.image.soname}`}, not ${value}`,
  'run-path': (value, { native }) => differ('looks for libraries in', native.image.runPaths, wordsOf(value)),
  // Those two are answered where the paths and the stamp are judged.
  'allow-path': () => undefined,
  stamp: () => undefined,
  go: (value, { native: { go } }) => {
    const cut = value.indexOf('=')
    const [name, wanted] = [value.slice(0, cut), value.slice(cut + 1)]
    if (go === undefined) return `holds no build information of Go; ${value} was expected in it`
    const found = go.settings.get(name)
    return found === wanted ? undefined : `was built by Go with ${found === undefined ? `no ${name}` : `${name}=${found}`}, not with ${value}`
  },
  entitlements: (value, { native }, plists) => {
    const wanted = value === 'none' ? { ok: true as const, value: {} } : plists.get(value)
    if (wanted?.ok !== true) return `cannot be held against ${value}: it ${wanted?.error.message ?? 'was not read'}`
    const parts = native.signatures.map(({ check }) => (check.ok ? check.value?.signature : undefined))
    if (parts.length === 0 || parts.includes(undefined)) return `is not signed, so it has none of the entitlements of ${value}`
    const differences = parts.flatMap((signature) => (signature === undefined ? [] : judgeEntitlements(signature, wanted.value)))
    return differences.length === 0 ? undefined : `has other entitlements than ${value}: ${[...new Set(differences)].join(', ')}`
  },
  signed: (value, { native }) => {
    const found = signingOf(native)
    const fits = value === 'yes' ? found !== 'no' : found === value
    return fits ? undefined : `is ${phrases[found]}, not ${value === 'yes' ? 'signed' : phrases[value as 'no']}`
  },
}

const adverbs = { static: 'statically', dynamic: 'dynamically' } as const
const phrases = { no: 'unsigned', 'ad-hoc': 'signed ad hoc', identity: 'signed with an identity' } as const

function answer({ key, value }: Expectation, file: NativeFileFacts, plists: Collected['plists']): readonly Fault[] {
  const message = answers[key](value, file, plists)
  return message === undefined ? [] : [{ code: 'E_NATIVE_EXPECTED', message, cure: 'Build it as expected, or expect what is meant' }]
}

/** Everything that was found fits a word, and every word without a `*` was found. */
function differ(verb: string, found: readonly string[], words: readonly string[], anyCase = false): string | undefined {
  const plain = (text: string): string => (anyCase ? text.toLowerCase() : text)
  const extra = found.filter((name) => !words.some((word) => fitsWord(plain(word), plain(name))))
  const missing = words.filter((word) => !word.includes('*') && !found.some((name) => plain(name) === plain(word)))
  const sentences = [
    ...(extra.length > 0 ? [`${verb} ${extra.join(', ')}, which was not expected`] : []),
    ...(missing.length > 0 ? [`${verb} no ${missing.join(', ')}`] : []),
  ]
  return sentences.length === 0 ? undefined : sentences.join(', and ')
}
