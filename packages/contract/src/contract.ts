import type { Kind } from './kinds.ts'

/** One input of an action. Without `default` it is required, unless `optional` is set: then it may be absent. */
export type Input<T, Presence extends 'always' | 'maybe' = 'always' | 'maybe'> = {
  readonly kind: Kind<T>
  readonly description: string
  /** As it would be written in a workflow; may hold `${{ github.… }}`, which the runner evaluates. */
  readonly default?: string
  readonly presence: Presence
}

export type Output = { readonly description: string }

/** Outputs whose names only a run knows. GitHub takes them from actions in JavaScript, although action.yml cannot declare them. */
export type DynamicOutputs = {
  /** What stands for the names in tables: `each key`. */
  readonly name: string
  readonly description: string
}

/** An input that must be given, or that has a default. */
export function input<T>(kind: Kind<T>, of: { description: string; default?: string }): Input<T, 'always'> {
  return { kind, presence: 'always', ...of }
}

/** An input that may be left out; its value is then undefined. */
export function optional<T>(kind: Kind<T>, of: { description: string }): Input<T, 'maybe'> {
  return { kind, presence: 'maybe', ...of }
}

/** Two or more inputs of which exactly one, or at least one, must be given. Data, so that the README can print it. */
export type Rule = { readonly rule: 'exactly-one' | 'at-least-one' | 'together'; readonly inputs: readonly string[] }

export type Contract<
  I extends Readonly<Record<string, Input<unknown>>> = Readonly<Record<string, Input<unknown>>>,
  O extends Readonly<Record<string, Output>> = Readonly<Record<string, Output>>,
  D extends DynamicOutputs | undefined = DynamicOutputs | undefined,
> = {
  /** The folder's name. */
  readonly name: string
  /** What the Marketplace shows: `Slipway: versions.env`. */
  readonly title: string
  /** One sentence. */
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: 'white' | 'yellow' | 'blue' | 'green' | 'orange' | 'red' | 'purple' | 'gray-dark' }
  readonly inputs: I
  readonly outputs: O
  readonly dynamicOutputs?: D
  /** The job's permissions that the action needs, with the reason for each. */
  readonly permissions: Readonly<Record<string, { readonly access: 'read' | 'write'; readonly why: string }>>
  /** Programs that have to be on the runner, with the reason for each. */
  readonly requires: Readonly<Record<string, string>>
  readonly rules?: readonly Rule[]
}

/** Declares an action. Everything else that says what its inputs are is generated from this. */
export function defineAction<
  const I extends Readonly<Record<string, Input<unknown>>>,
  const O extends Readonly<Record<string, Output>>,
  const D extends DynamicOutputs | undefined = undefined,
>(contract: Contract<I, O, D>): Contract<I, O, D> {
  return contract
}

type ValueOf<I> = I extends Input<infer T, infer Presence> ? ('maybe' extends Presence ? T | undefined : T) : never

/** The typed inputs of a contract: the names as they are written in a workflow. */
export type InputsOf<C> = C extends Contract<infer I, Readonly<Record<string, Output>>> ? { readonly [Name in keyof I]: ValueOf<I[Name]> } : never

/** The outputs of a contract. Each must be given; a value that is not known in this run is the empty string. With dynamic outputs, more may be. */
export type OutputsOf<C> =
  C extends Contract<Readonly<Record<string, Input<unknown>>>, infer O, infer D>
    ? { readonly [Name in keyof O]: string } & (D extends DynamicOutputs ? Readonly<Record<string, string>> : unknown)
    : never
