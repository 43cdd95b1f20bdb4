import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unwrap } from '@slipway/kernel'
import { loadRun, type RunReport, runWorkflow, type WorkflowRef } from '@slipway/workflows'
import type { ActOptions } from '../index.ts'
import type { LabFixture } from './lab-fixture.ts'

const sha = 'a'.repeat(40)
const event = {
  name: 'push',
  payload: { ref: 'refs/heads/main', after: sha, deleted: false, head_commit: { message: "Fix 'it'" } },
  ref: 'refs/heads/main',
  sha,
  runId: '4711',
}
const clock = {
  now: () => performance.now(),
  after: (milliseconds: number, action: () => void) => {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Runs one workflow of the fixture's project by the scheduler, with act as its hand. For tests. */
export async function rehearse(fixture: LabFixture, entry: string, options: Partial<ActOptions> = {}): Promise<RunReport> {
  const read = (ref: WorkflowRef): string => readFileSync(join(ref.own ? fixture.project : fixture.suite, ref.path), 'utf8')
  const plan = unwrap(await loadRun({ entry, read, slug: 'OWNER/project' }))
  return runWorkflow(plan, { exec: fixture.executor(options), event, vars: { REGION: 'eu', Mixed_Case: 'yes' }, parallel: 4, clock })
}
