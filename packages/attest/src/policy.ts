import { ok, type Problem, problems, type Result } from '@slipway/kernel'
import type { Identity } from './identity.ts'

/** Refs that count: every tag, every full commit, or one branch. */
export type RefRule = 'tags' | 'commits' | `refs/heads/${string}`

/** Whose statements count. */
export type Policy = {
  /** Who issues identity tokens. */
  readonly issuer: string
  /** Where repositories live, without a slash at the end. */
  readonly server: string
  /**
   * Any of these workflow files, as `OWNER/name/.github/workflows/file.yml`. GitHub names in `job_workflow_ref` the file that holds the
   * signing job: where builder.yml calls builder-make.yml and that one signs, the signer is builder-make.yml.
   */
  readonly signers: readonly string[]
  readonly signerRefs: readonly RefRule[]
  /** `OWNER/name` of the repository whose run signed. */
  readonly repository: string
  readonly sourceRefs: readonly RefRule[]
  /** Events whose runs count. */
  readonly triggers: readonly string[]
}

export type PolicyInput = {
  readonly signers: readonly string[]
  readonly repository: string
  /** The default branch of `repository`, without `refs/heads/`. */
  readonly defaultBranch: string
  readonly triggers: readonly string[]
  /** The branch of the signers' repository that counts beside tags and commits; default `main`. */
  readonly signerBranch?: string
  /** Default: github.com's issuer. On GitHub Enterprise Server `https://HOST/_services/token`. */
  readonly issuer?: string
  /** Default: `https://github.com`. */
  readonly server?: string
}

/** The issuer of identity tokens of github.com (GitHub docs, "OpenID Connect reference"). */
export const githubIssuer = 'https://token.actions.githubusercontent.com'

const workflow = /^[^/\s@]+\/[^/\s@]+\/\.github\/workflows\/[^/\s@]+\.ya?ml$/
const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Makes the policy "released workflows, of this repository, on its default branch or a tag". All mistakes are reported together
 * (E_ATTEST_POLICY).
 *
 * A commit of a signer may come from a fork of its repository, which GitHub resolves too. That alone opens nothing: the run that
 * calls it has to be one of `repository`, on its default branch or a tag.
 */
export function parsePolicy(input: PolicyInput): Result<Policy> {
  const wrong: Problem[] = []
  const say = (message: string, cure: string): void => void wrong.push({ code: 'E_ATTEST_POLICY', message, cure })
  const shape = 'Write OWNER/repository/.github/workflows/file.yml, without a ref'
  for (const signer of input.signers) if (!workflow.test(signer)) say(`"${signer}" is no path of a workflow`, shape)
  if (input.signers.length === 0) say('no signer is named', shape)
  if (!/^[^/\s]+\/[^/\s]+$/.test(input.repository)) say(`"${input.repository}" is no repository`, 'Write OWNER/name')
  if (!/^[^\s~^:?*[\\]+$/.test(input.defaultBranch)) say(`"${input.defaultBranch}" is no branch`, 'Name the default branch, such as main')
  if (input.triggers.length === 0) say('no event is named', 'Name the events whose runs count, such as push')
  const { issuer = githubIssuer, server = 'https://github.com', signerBranch = 'main' } = input
  for (const url of [issuer, server])
    if (!URL.canParse(url) || url.endsWith('/')) say(`"${url}" is no address`, 'Write https://HOST without a slash at the end')
  if (wrong.length > 0) return problems(...wrong)
  const { signers, repository, triggers } = input
  const signerRefs: readonly RefRule[] = ['tags', 'commits', `refs/heads/${signerBranch}`]
  return ok({ issuer, server, signers, signerRefs, repository, sourceRefs: ['tags', `refs/heads/${input.defaultBranch}`], triggers })
}

/** Every reason why this identity does not count; none when it does. */
export function checkIdentity(policy: Policy, identity: Identity): readonly Problem[] {
  return [checkIssuer(policy, identity), checkSigner(policy, identity), ...checkSource(policy, identity)].filter((problem) => problem !== undefined)
}

function checkIssuer({ issuer }: Policy, identity: Identity): Problem | undefined {
  if (identity.issuer === issuer) return undefined
  const message = `the signer's identity was vouched for by ${identity.issuer}, not by ${issuer}`
  return { code: 'E_ATTEST_ISSUER', message, cure: 'Sign in a job of GitHub Actions of the server that the policy names' }
}

function checkSigner({ server, signers, signerRefs }: Policy, { signer }: Identity): Problem | undefined {
  const at = signer.indexOf('@')
  const file = at === -1 ? signer : signer.slice(0, at)
  const ref = at === -1 ? '' : signer.slice(at + 1)
  if (!signers.some((path) => isSameFile(file, server, path))) {
    const message = `it was signed by ${signer}, not by ${signers.join(' or ')}`
    return { code: 'E_ATTEST_SIGNER', message, cure: 'Build the image through that workflow, or name the signer that you trust' }
  }
  if (matchesRef(signerRefs, ref)) return undefined
  const message = `its signer ran at ${ref === '' ? 'no ref' : ref}, which is not ${describeRefs(signerRefs)}`
  return { code: 'E_ATTEST_SIGNER_REF', message, cure: 'Call the workflow at a released tag or a full commit' }
}

function checkSource(policy: Policy, identity: Identity): readonly (Problem | undefined)[] {
  const { server, repository, sourceRefs, triggers } = policy
  const own = identity.sourceRepository.toLowerCase() === `${server}/${repository}`.toLowerCase()
  return [
    own
      ? undefined
      : {
          code: 'E_ATTEST_REPOSITORY',
          message: `a run of ${identity.sourceRepository} signed it, not one of ${server}/${repository}`,
          cure: 'Let this repository build its own image',
        },
    matchesRef(sourceRefs, identity.sourceRef)
      ? undefined
      : {
          code: 'E_ATTEST_SOURCE_REF',
          message: `it was built for ${identity.sourceRef}, which is not ${describeRefs(sourceRefs)}`,
          cure: 'Build it on the default branch or on a tag',
        },
    triggers.includes(identity.trigger)
      ? undefined
      : {
          code: 'E_ATTEST_TRIGGER',
          message: `the event ${identity.trigger} built it; only ${triggers.join(', ')} ${triggers.length === 1 ? 'counts' : 'count'}`,
          cure: 'Build it in a run of an event whose code has been reviewed',
        },
  ]
}

/** Owners and repositories are the same in any case on GitHub, and tokens spell them as callers do; paths are not. */
function isSameFile(uri: string, server: string, path: string): boolean {
  const [owner = '', name = '', ...rest] = path.split('/')
  const prefix = `${server}/${owner}/${name}/`
  return uri.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() && uri.slice(prefix.length) === rest.join('/')
}

function matchesRef(rules: readonly RefRule[], ref: string): boolean {
  return rules.some((rule) => {
    if (rule === 'tags') return /^refs\/tags\/./.test(ref)
    return rule === 'commits' ? commit.test(ref) : rule === ref
  })
}

function describeRefs(rules: readonly RefRule[]): string {
  const names = rules.map((rule) => (rule === 'tags' ? 'a tag' : rule === 'commits' ? 'a full commit' : rule))
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
