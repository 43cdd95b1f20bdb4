/** Types of setup.mjs, which is plain JavaScript because it runs before anything is installed. */
export type Need = {
  readonly kind: 'npm' | 'debian' | 'go' | 'python'
  readonly name: string
  readonly why: string
  readonly for: readonly string[]
  readonly provides?: string
}

export type SetupFacts = {
  readonly present: (need: Need) => boolean
  readonly root: boolean
  readonly apt: boolean
  readonly go: boolean
  readonly cache: string
  readonly aptFresh: boolean
}

export type SetupStep = { readonly title: string; readonly argv: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly debian?: boolean }

export const versions: Readonly<Record<'act' | 'actionlint' | 'task' | 'zizmor', string>>
export const needs: readonly Need[]
export function planSetup(
  command: string,
  facts: SetupFacts,
): { readonly missing: readonly Need[]; readonly steps: readonly SetupStep[]; readonly blocked: readonly string[] }
export function lockStamp(lockfile: Uint8Array): string
