import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SigningJob, type SigstoreServer, startSigstore } from '@slipway/lab'
import { commit, type StepOptions, type StepResult, startStep } from '../../builder-step.ts'

/** Who signs builder images here. */
export const signer = 'octo/slipway/.github/workflows/builder-make.yml'

/** What the project's tags are made of: two for people, beside the key's own. */
export const templates = 'v{LIB_VERSION}\nlatest'

/** The job that the steps belong to, for whoever signs. */
const job: SigningJob = {
  repository: 'octo/microvm',
  ref: 'refs/heads/main',
  sha: commit,
  event: 'push',
  actor: 'octo',
  runId: '1',
  runNumber: '1',
  runAttempt: '1',
  workflow: 'builder',
  workflowRef: 'octo/microvm/.github/workflows/builder.yml@refs/heads/main',
  jobWorkflowRef: `${signer}@refs/tags/v1`,
  jobWorkflowSha: 'b'.repeat(40),
  headRef: '',
  baseRef: '',
  environment: '',
  visibility: 'public',
  runner: 'github-hosted',
}

/** A project whose builder image is found, built and signed by the bundle of the action, as a runner starts it. */
export type Site = AsyncDisposable & {
  readonly workspace: string
  readonly step: (image: string, inputs: Readonly<Record<string, string>>) => StepOptions
  /** A step that has to end well, and to find the image or not to. */
  readonly run: (image: string, inputs: Readonly<Record<string, string>>, found: 'true' | 'false') => Promise<StepResult>
}

export async function makeSite(folder: string): Promise<Site> {
  const workspace = join(folder, 'project')
  makeProject(workspace)
  const sigstore: SigstoreServer = await startSigstore({ folder: join(folder, 'sigstore') })
  const identity = sigstore.admit(job)
  const environment = { ...sigstore.environment, ACTIONS_ID_TOKEN_REQUEST_URL: identity.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: identity.token }
  const step: Site['step'] = (image, inputs) => {
    const common = { image, username: 'octo', token: 'writer', cache: 'false', engine: 'buildah' }
    return { workspace, scratch: join(folder, 'steps'), inputs: { ...common, ...inputs }, environment }
  }
  return {
    workspace,
    step,
    run: async (image, inputs, found) => expectFound(await startStep(step(image, inputs)).result, found),
    [Symbol.asyncDispose]: () => sigstore.stop(),
  }
}

/** A context of the size that builder images have: a Containerfile and some dozens of patches and scripts. */
function makeProject(workspace: string): void {
  mkdirSync(join(workspace, 'images/builder/patches'), { recursive: true })
  writeFileSync(join(workspace, 'versions.env'), 'LIB_VERSION=v1.2.3\n')
  const containerfile = 'FROM scratch\nARG LIB_VERSION\nARG TARGETARCH\nCOPY patches /patches\nLABEL lib=$LIB_VERSION arch=$TARGETARCH\n'
  writeFileSync(join(workspace, 'images/builder/Containerfile'), containerfile)
  for (let each = 0; each < 50; each += 1) writeFileSync(join(workspace, `images/builder/patches/${each}.patch`), `${each}\n`.repeat(1_500))
}

export function expectFound(result: StepResult, found: 'true' | 'false'): StepResult {
  const { code, output, outputs } = result
  if (code !== 0 || outputs['found'] !== found) throw new Error(`builder-image ended with ${code} and found ${outputs['found']}:\n${output}`)
  return result
}
