import type { Problem } from '@slipway/kernel'
import type { Inputs } from './inputs.ts'

/** Says that no files were named; only a preflight and a finish need none. */
export function noSource({ files = [], artifacts = [] }: Inputs): readonly Problem[] {
  if (files.length + artifacts.length > 0) return []
  return [
    { code: 'E_RELEASE_SOURCE', message: 'neither files nor artifacts are given', cure: 'Say where the files of the release are', at: { input: 'files' } },
  ]
}

/** What a dry run may pass over: it can come before the tag is pushed, and with a token that only reads. */
const realOnly = new Set(['E_GITHUB_TAG', 'E_GITHUB_TAG_COMMIT', 'E_GITHUB_DENIED'])

/** What forbids to go on, of the files and of what GitHub holds, and what a dry run only warns of. */
export function weigh(
  found: readonly Problem[],
  dryRun: boolean,
  local: readonly Problem[],
): { readonly forbidding: readonly Problem[]; readonly warning: readonly Problem[] } {
  const warning = dryRun ? found.filter(({ code }) => realOnly.has(code)) : []
  return { forbidding: unique([...local, ...found.filter((problem) => !warning.includes(problem))]), warning }
}

/** The same flaw of a name or a tag is found where it is declared and where GitHub would meet it. */
export function unique(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem, index) => problems.findIndex(({ code, message }) => code === problem.code && message === problem.message) === index)
}
