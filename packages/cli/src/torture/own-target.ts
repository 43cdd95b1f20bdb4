import { join, resolve } from 'node:path'
import { type Contract, parseInputs } from '@slipway/contract'
import { unwrap } from '@slipway/kernel'
import { actionCommand, type Expected, type Program, type Target } from '@slipway/lab/torture'
import { cacheFolder, root } from '../repository.ts'

type Action = { readonly contract: Contract }
type Running = { readonly run: (inputs: unknown, ports: unknown) => Promise<Readonly<Record<string, string>>> }
type Writing = { readonly renderDraftBody: (of: { readonly text: string; readonly notes: string; readonly files: readonly Expected[] }) => string }

const load = <T>(file: string): Promise<T> => import(join(root, 'actions/checksum-release/src', file)) as Promise<T>

/** The bundle that users run, as a process of its own on the Node.js of this one. */
export async function loadBundle(file = join(root, 'dist/checksum-release/index.js')): Promise<Program> {
  const { renderDraftBody } = await load<Writing>('summary.ts')
  return {
    name: 'checksum-release, its bundle',
    bodyOf: (files) => renderDraftBody({ text: '', notes: '', files }),
    hashes: true,
    resumes: true,
    commandOf: async (run) => {
      const given = {
        tag: run.tag,
        files: 'dist',
        expect: run.names.join('\n'),
        publish: String(run.publish),
        concurrency: String(run.width),
        repository: run.slug,
      }
      const command = actionCommand(process.execPath, [resolve(file)], run, given)
      // Hundreds of processes that compile the same bundle would be most of what the torture costs.
      return { ...command, env: { ...command.env, NODE_COMPILE_CACHE: join(cacheFolder, 'torture-compiled') } }
    },
  }
}

/** The action itself, in this process: its contract, its run, and the text of its drafts. Loaded now, so that a bug can be planted before. */
export async function loadOwnTarget(): Promise<Target> {
  const [{ contract }, { run }, { renderDraftBody }] = await Promise.all([load<Action>('contract.ts'), load<Running>('run.ts'), load<Writing>('summary.ts')])
  return {
    name: 'checksum-release',
    bodyOf: (files) => renderDraftBody({ text: '', notes: '', files }),
    run: async (given, ports) => run(unwrap(parseInputs(contract, given)), ports),
  }
}
