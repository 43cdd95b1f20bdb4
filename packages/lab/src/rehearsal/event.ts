import type { Json } from '@slipway/workflows'

export type PullRequest = {
  readonly number: number
  /** The branch that asks, and the one that is asked. */
  readonly head: string
  readonly base: string
  /** `owner/name` of the fork that the head is in; undefined for a branch of the repository itself. */
  readonly fork: string | undefined
}

export type EventFacts = {
  /** `push`, `workflow_dispatch`, `pull_request` or `release`. */
  readonly name: string
  /** `owner/name`. */
  readonly repository: string
  /** Of a pull request `refs/pull/1/merge`. */
  readonly ref: string
  readonly sha: string
  readonly actor: string
  /** Inputs of a dispatch. */
  readonly inputs: Readonly<Record<string, string>>
  /** ISO 8601. */
  readonly time: string
  /** Paths that differ from what was there before; absent: not known, and then path filters let the event pass. */
  readonly changed?: readonly string[]
  /** Of the event pull_request, which needs it. */
  readonly pull?: PullRequest
}

/** The activity that an event of ours stands for, where its kind has activities. */
export function actionOf({ name }: Pick<EventFacts, 'name'>): string | undefined {
  return { pull_request: 'opened', release: 'published' }[name]
}

/** The payload of an event, with the members that GitHub documents and that workflows read ("Webhook events and payloads"). */
export function renderEvent(facts: EventFacts): Json {
  const repository = renderRepository(facts.repository, 1, false)
  const sender = renderUser(facts.actor)
  if (facts.name === 'workflow_dispatch') return { ref: facts.ref, inputs: facts.inputs, repository, sender, workflow: '' }
  if (facts.name === 'pull_request' && facts.pull !== undefined) return { ...renderPullRequest(facts, facts.pull, repository), repository, sender }
  if (facts.name === 'release') return { action: 'published', release: renderRelease(facts), repository, sender }
  return { ...renderPush(facts), repository, sender }
}

function renderUser(login: string): Json {
  return { login, id: 1, type: 'User' }
}

function renderRepository(slug: string, id: number, fork: boolean): { readonly [name: string]: Json } {
  const [owner = '', name = ''] = slug.split('/')
  return {
    id,
    name,
    full_name: slug,
    private: false,
    fork,
    owner: { login: owner, id: id + 1, type: 'Organization' },
    default_branch: 'main',
    html_url: `https://github.com/${slug}`,
  }
}

function renderPush({ ref, sha, actor, time, changed = [] }: EventFacts): { readonly [name: string]: Json } {
  const author = { name: actor, email: `${actor}@users.noreply.github.com`, username: actor }
  const files = { added: [], removed: [], modified: [...changed] }
  const commit = { id: sha, message: 'The working tree under rehearsal', timestamp: time, author, committer: author, ...files, distinct: true }
  const created = ref.startsWith('refs/tags/')
  return {
    ref,
    before: created ? '0'.repeat(40) : '1'.repeat(40),
    after: sha,
    created,
    deleted: false,
    forced: false,
    base_ref: null,
    head_commit: commit,
    commits: created ? [] : [commit],
    pusher: { name: actor, email: author.email },
  }
}

/** One commit is both the head of the pull request and its merge with the base, which on GitHub are two. */
function renderPullRequest(facts: EventFacts, pull: PullRequest, base: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  const head = pull.fork === undefined ? base : renderRepository(pull.fork, 3, true)
  const side = (repo: { readonly [name: string]: Json }, ref: string, sha: string): Json => {
    const owner = String(repo.full_name).split('/')[0] ?? ''
    return { label: `${owner}:${ref}`, ref, sha, user: renderUser(owner), repo }
  }
  return {
    action: 'opened',
    number: pull.number,
    pull_request: {
      id: 1,
      number: pull.number,
      state: 'open',
      draft: false,
      merged: false,
      title: 'The working tree under rehearsal',
      body: null,
      user: renderUser(facts.actor),
      html_url: `https://github.com/${facts.repository}/pull/${pull.number}`,
      created_at: facts.time,
      merge_commit_sha: facts.sha,
      head: side(head, pull.head, facts.sha),
      base: side(base, pull.base, '1'.repeat(40)),
      labels: [],
      changed_files: facts.changed?.length ?? 0,
    },
  }
}

function renderRelease({ ref, actor, time, repository }: EventFacts): Json {
  const tag = ref.replace('refs/tags/', '')
  return {
    id: 1,
    tag_name: tag,
    name: tag,
    target_commitish: 'main',
    draft: false,
    prerelease: tag.includes('-'),
    created_at: time,
    published_at: time,
    author: renderUser(actor),
    html_url: `https://github.com/${repository}/releases/tag/${tag}`,
    body: '',
    assets: [],
  }
}
