import type { Platform } from '@slipway/kernel'
import type { Containerfile, Stage } from '../containerfile.ts'
import { normaliseImage } from './image-name.ts'
import type { Instruction } from './instruction.ts'
import type { Fault } from './line-reader.ts'
import { type Piece, slicePiece, startOf } from './pieces.ts'
import { buildVariables, engineGiven, readPlatform, targetVariables } from './platform-variables.ts'
import { expandWord, type Lookup, unknown } from './shell-lexer.ts'

/**
 * Whose rules count. In buildah 1.28 an ENV beats an ARG of the same name, a stage does not inherit the ARGs of the stage that it begins with
 * nor run its ONBUILD, and the platform beats the default of `ARG TARGETARCH=…` (openshift/imagebuilder). In BuildKit each is the other way
 * round.
 */
export type Dialect = 'buildkit' | 'buildah'

export type Setting = {
  /** The build arguments. */
  readonly values: Readonly<Record<string, string>>
  readonly target: Platform
  /** The machine that builds; where it is not known, neither are BUILDPLATFORM and its like. */
  readonly host?: Platform | undefined
  readonly dialect: Dialect
}

export type Base = { readonly kind: 'scratch' } | { readonly kind: 'stage'; readonly index: number } | { readonly kind: 'image'; readonly name: string }

/** An instruction, and the variables that it sees. */
export type Step = { readonly instruction: Instruction; readonly lookup: Lookup }

export type EvaluatedStage = {
  readonly stage: Stage
  readonly base: Base
  /** Undefined where `--platform` cannot be known. */
  readonly platform: Platform | undefined
  /** Those that an ONBUILD of the stage it begins with adds come first. */
  readonly steps: readonly Step[]
}

type Scope = { readonly args: ReadonlyMap<string, string>; readonly env: ReadonlyMap<string, string>; readonly open: boolean }

/** Works out what each instruction of a build sees (BuildKit v0.34.2, dockerfile2llb/convert.go). All stages, reached or not. */
export function evaluate(file: Containerfile, setting: Setting, faults: Fault[]): readonly EvaluatedStage[] {
  const given = { ...(setting.dialect === 'buildah' ? targetVariables(setting.target) : {}), ...setting.values }
  const context: Context = { ...setting, values: given, escapeMark: file.escapeMark, faults, globals: new Map() }
  const predefined = { ...targetVariables(setting.target), ...buildVariables(setting.host), ...setting.values }
  const globals = file.args.reduce((scope, instruction) => declare(context, scope, instruction), {
    args: new Map(Object.entries(predefined)),
    env: new Map<string, string>(),
    open: false,
  } as Scope)
  const lookup: Lookup = (name) => globals.args.get(name)
  const stages: (EvaluatedStage & { readonly end: Scope; readonly triggers: readonly Instruction[] })[] = []
  for (const stage of file.stages) {
    const name = expandIn(context, stage.base, lookup)
    const base = findBase(context, stage, name, stages)
    const parent = base.kind === 'stage' ? stages[base.index] : undefined
    const written = stage.platform === undefined ? setting.target : readStagePlatform(context, stage.platform, lookup)
    const beginning = beginWith(parent?.end, base, setting.dialect)
    const instructions = [...(parent?.triggers ?? []), ...stage.instructions]
    const walk = walkInstructions({ ...context, globals: globals.args }, beginning, instructions)
    const triggers = setting.dialect === 'buildkit' ? stage.instructions.flatMap(({ trigger }) => trigger ?? []) : []
    stages.push({ stage, base, platform: parent === undefined ? written : parent.platform, ...walk, triggers })
  }
  return stages
}

type Context = Setting & { readonly escapeMark: string; readonly faults: Fault[]; readonly globals: ReadonlyMap<string, string> }

/** Expands a piece; what is wrong with it becomes a fault at its place, and the value unknown. */
function expandIn({ escapeMark, faults }: Pick<Context, 'escapeMark' | 'faults'>, piece: Piece, lookup: Lookup): string {
  const result = expandWord(piece.text, lookup, { escapeMark })
  if (result.ok) return result.value
  const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"'
  faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: startOf(piece) })
  return unknown
}

function beginWith(parent: Scope | undefined, base: Base, dialect: Dialect): Scope {
  if (parent === undefined) return { args: new Map(), env: new Map([['PATH', unknown]]), open: base.kind === 'image' }
  return dialect === 'buildah' ? { ...parent, args: new Map() } : parent
}

function walkInstructions(context: Context, beginning: Scope, instructions: readonly Instruction[]): { readonly steps: readonly Step[]; readonly end: Scope } {
  let scope = beginning
  const steps = instructions.map((instruction) => {
    const lookup = lookIn(scope)
    if (instruction.keyword === 'ARG') scope = declare(context, scope, instruction)
    if (instruction.keyword === 'ENV') scope = setEnv(context, scope, instruction)
    return { instruction, lookup }
  })
  return { steps, end: scope }
}

function lookIn({ args, env, open }: Scope): Lookup {
  return (name) => env.get(name) ?? args.get(name) ?? (open ? unknown : undefined)
}

function declare(context: Context, scope: Scope, { words }: Instruction): Scope {
  return words.reduce((before, word): Scope => {
    const equals = word.text.indexOf('=')
    const name = equals === -1 ? word.text : word.text.slice(0, equals)
    // A default that a build argument replaces is not even expanded.
    const fallback = (): string | undefined => (equals === -1 ? context.globals.get(name) : expandIn(context, slicePiece(word, equals + 1), lookIn(before)))
    const value = context.values[name] ?? (engineGiven(name) ? unknown : fallback())
    return value === undefined ? before : assign(context, before, name, value)
  }, scope)
}

/** In BuildKit what was set last counts; in buildah what ENV set. */
function assign({ dialect }: Context, scope: Scope, name: string, value: string): Scope {
  const env = new Map(scope.env)
  if (dialect === 'buildkit') env.delete(name)
  return { ...scope, args: new Map(scope.args).set(name, value), env }
}

/** All values of one ENV see the variables as they were before it. */
function setEnv(context: Context, scope: Scope, { words }: Instruction): Scope {
  const env = new Map(scope.env)
  for (let index = 0; index + 1 < words.length; index += 3) {
    const [name, value] = [words[index], words[index + 1]].map((piece) => (piece === undefined ? '' : expandIn(context, piece, lookIn(scope))))
    env.set(name ?? '', value ?? '')
  }
  return { ...scope, env }
}

function findBase(context: Context, stage: Stage, name: string, earlier: readonly EvaluatedStage[]): Base {
  const say = (message: string, cure: string): Base => {
    context.faults.push({ code: 'E_CHAIN_IMAGE', message, cure, at: startOf(stage.base) })
    return { kind: 'scratch' }
  }
  const known = earlier.findLast((each) => each.stage.name !== '' && each.stage.name === name)
  if (known !== undefined) return { kind: 'stage', index: known.stage.index }
  if (name === 'scratch') return { kind: 'scratch' }
  // Said already where the expansion itself was wrong.
  if (name === unknown && context.faults.some(({ at }) => at === startOf(stage.base))) return { kind: 'scratch' }
  if (name.includes(unknown)) {
    return say(`FROM ${stage.base.text} depends on the machine that builds, which a key cannot know`, 'Name the image without BUILDPLATFORM and its like')
  }
  if (name === '') return say(`FROM ${stage.base.text} names nothing: the variable has no value`, 'Give the ARG before the first FROM a default')
  const image = normaliseImage(name)
  return image.ok ? { kind: 'image', name: image.value } : say(image.error, 'Write an image as docker does, such as debian:12 or ghcr.io/owner/name:tag')
}

function readStagePlatform(context: Context, piece: Piece, lookup: Lookup): Platform | undefined {
  const text = expandIn(context, piece, lookup)
  if (text.includes(unknown)) return undefined
  const platform = readPlatform(text)
  if (platform !== undefined) return platform
  const message = `--platform=${piece.text} is ${text === '' ? 'empty' : `"${text}", which is no platform`}`
  context.faults.push({ code: 'E_CHAIN_PLATFORM', message, cure: 'Write a platform such as linux/amd64, or $BUILDPLATFORM', at: startOf(piece) })
  return undefined
}
