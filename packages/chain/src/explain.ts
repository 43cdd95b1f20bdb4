import { type BuilderInputs, type ContextEntry, normaliseInputs } from './builder-key.ts'

/** One difference between the inputs of two keys. */
export type Change = {
  readonly what: 'format' | 'containerfile' | 'platform' | 'argument' | 'base image' | 'file'
  /** The path, or the name of the argument, the image, the platform. */
  readonly name: string
  readonly how: 'added' | 'removed' | 'value' | 'path' | 'content' | 'mode' | 'kind' | 'target'
  /** Absent where it was added. */
  readonly from?: string
  /** Absent where it was removed. */
  readonly to?: string
}

/**
 * What changed between the inputs of two keys: empty exactly where the keys are equal. What weighs most comes first: format, Containerfile,
 * platforms, arguments, base images; then the files by path.
 */
export function explainKey(previous: BuilderInputs, now: BuilderInputs): readonly Change[] {
  const [a, b] = [normaliseInputs(previous), normaliseInputs(now)]
  const platforms = (inputs: BuilderInputs): [string, string][] => inputs.platforms.map((platform) => [platform, platform])
  return [
    ...differ('format', 'format', 'value', a.format, b.format),
    ...differ('containerfile', b.containerfile.path, 'path', a.containerfile.path, b.containerfile.path),
    ...differ('containerfile', b.containerfile.path, 'content', a.containerfile.digest, b.containerfile.digest),
    ...compareTables('platform', platforms(a), platforms(b)),
    ...compareTables('argument', Object.entries(a.arguments), Object.entries(b.arguments)),
    ...compareTables('base image', Object.entries(a.bases), Object.entries(b.bases)),
    ...compareFiles(a.files, b.files),
  ]
}

/** One change as a line for people, digests cut short: `argument LIBKRUN_VERSION: v1.18.0 → v1.19.0`. */
export function renderChange({ what, name, how, from, to }: Change): string {
  const subject = what === 'format' ? what : `${what} ${name}`
  if (from === undefined) return `${subject}: added${to === undefined || to === name ? '' : `, ${shorten(to)}`}`
  if (to === undefined) return `${subject}: removed${from === name ? '' : `, was ${shorten(from)}`}`
  return `${subject}: ${how === 'value' ? '' : `${how} `}${shorten(from)} → ${shorten(to)}`
}

function shorten(value: string): string {
  return value.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…')
}

function differ(what: Change['what'], name: string, how: Change['how'], from: string, to: string): readonly Change[] {
  return from === to ? [] : [{ what, name, how, from, to }]
}

type Table = readonly (readonly [string, string])[]

function compareTables(what: Change['what'], before: Table, after: Table): readonly Change[] {
  const [old, fresh] = [new Map(before), new Map(after)]
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return names.flatMap((name): readonly Change[] => {
    const [from, to] = [old.get(name), fresh.get(name)]
    if (from === undefined) return to === undefined ? [] : [{ what, name, how: 'added', to }]
    return to === undefined ? [{ what, name, how: 'removed', from }] : differ(what, name, 'value', from, to)
  })
}

function compareFiles(before: readonly ContextEntry[], after: readonly ContextEntry[]): readonly Change[] {
  const old = new Map(before.map((entry) => [entry.path, entry]))
  const fresh = new Map(after.map((entry) => [entry.path, entry]))
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return names.flatMap((name): readonly Change[] => {
    const [a, b] = [old.get(name), fresh.get(name)]
    if (a === undefined) return b === undefined ? [] : [{ what: 'file', name, how: 'added', to: describeEntry(b) }]
    return b === undefined ? [{ what: 'file', name, how: 'removed', from: describeEntry(a) }] : compareEntries(a, b)
  })
}

function compareEntries(a: ContextEntry, b: ContextEntry): readonly Change[] {
  const name = a.path
  if (a.kind !== b.kind) return [{ what: 'file', name, how: 'kind', from: describeEntry(a), to: describeEntry(b) }]
  return [...differ('file', name, a.kind === 'link' ? 'target' : 'content', a.content, b.content), ...differ('file', name, 'mode', modeOf(a), modeOf(b))]
}

function modeOf({ executable }: ContextEntry): string {
  return executable ? '0755' : '0644'
}

function describeEntry(entry: ContextEntry): string {
  if (entry.kind === 'file') return `a file, ${modeOf(entry)}, ${entry.content}`
  return entry.kind === 'link' ? `a link to ${entry.content}` : 'an empty folder'
}
